package health.throughline.auth.web.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** One HTML element. Its tag and the names of its attributes are ours; values and text may come from anywhere. */
public final class Element implements Content {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Set<String> VOID = Set.of("input", "meta", "link", "br");
    private static final Set<String> URLS = Set.of("href", "action", "src");

    /** Within this server, to the web, or to an authenticator app; never javascript. */
    private static final Pattern SAFE_URL =
            Pattern.compile("(/(?![/\\\\])|[?#]|https?://|otpauth://)[^\\s\\x00-\\x1f]*|/", Pattern.CASE_INSENSITIVE);

    private final String tag;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<Content> children = new ArrayList<>();

    private Element(String tag) {
        this.tag = tag;
    }

    public static Element of(String tag) {
        if (!NAME.matcher(tag).matches() || tag.equals("script") || tag.equals("style")) {
            throw new IllegalArgumentException("No element of a page: " + tag);
        }
        return new Element(tag);
    }

    /** An element around text. */
    public static Element of(String tag, String text) {
        return of(tag).text(text);
    }

    public static Element link(String url, String text) {
        return of("a").with("href", url).text(text);
    }

    public Element with(String attribute, String value) {
        if (!NAME.matcher(attribute).matches() || attribute.startsWith("on") || attribute.equals("style")) {
            throw new IllegalArgumentException("No attribute of a page: " + attribute);
        }
        if (URLS.contains(attribute) && !SAFE_URL.matcher(value).matches()) {
            throw new IllegalArgumentException("No URL for a page");
        }
        attributes.put(attribute, value);
        return this;
    }

    /** An attribute without a value, such as required. */
    public Element flag(String attribute) {
        return with(attribute, "");
    }

    public Element text(String text) {
        children.add(Content.text(text));
        return this;
    }

    public Element add(Content... more) {
        children.addAll(List.of(more));
        return this;
    }

    @Override
    public void write(StringBuilder out) {
        out.append('<').append(tag);
        attributes.forEach((name, value) -> {
            out.append(' ').append(name).append("=\"");
            Content.escape(value, out);
            out.append('"');
        });
        out.append('>');
        if (!VOID.contains(tag)) {
            children.forEach(child -> child.write(out));
            out.append("</").append(tag).append('>');
        }
    }
}
