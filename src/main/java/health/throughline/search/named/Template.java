package health.throughline.search.named;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text with placeholders: {@code {severity}} for the value of a parameter, {@code {since.start}} and {@code {day.end}}
 * for the first moment of a date and the first after it, {@code {today-7d}} for a date seen from now.
 */
final class Template {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([\\w+-]+)(\\.start|\\.end)?}");

    private final String text;

    Template(String text) {
        this.text = text;
    }

    /** The names in its placeholders, without those of dates seen from now. */
    Set<String> names(ProgrammeTime time) {
        Set<String> names = new LinkedHashSet<>();
        PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> time.moment(name).isEmpty())
                .forEach(names::add);
        return names;
    }

    /** The names whose placeholders ask for the start or the end of a date. */
    Set<String> dates() {
        Set<String> names = new LinkedHashSet<>();
        PLACEHOLDER
                .matcher(text)
                .results()
                .filter(found -> found.group(2) != null)
                .forEach(found -> names.add(found.group(1)));
        return names;
    }

    /**
     * The text with its placeholders filled in; empty when one of them has no value.
     *
     * @param quoted whether values become JSON strings, as they must inside a filter
     */
    Optional<String> filled(Map<String, String> values, ProgrammeTime time, boolean quoted) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (placeholder.find()) {
            Optional<String> value =
                    time.moment(placeholder.group(1)).or(() -> Optional.ofNullable(values.get(placeholder.group(1))));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            String shown = placeholder.group(2) == null
                    ? value.get()
                    : placeholder.group(2).equals(".start") ? time.start(value.get()) : time.end(value.get());
            placeholder.appendReplacement(filled, Matcher.quoteReplacement(quoted ? json(shown) : shown));
        }
        return Optional.of(placeholder.appendTail(filled).toString());
    }

    private static String json(String value) {
        return TextNode.valueOf(value).toString();
    }

    /** The parameters of a query, {@code name=value&name=value}: each name with its value as a template. */
    static List<Map.Entry<String, Template>> query(String search) {
        List<Map.Entry<String, Template>> terms = new ArrayList<>();
        for (String term : search.split("&")) {
            int equals = term.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("'" + term + "' has no value");
            }
            terms.add(Map.entry(term.substring(0, equals), new Template(term.substring(equals + 1))));
        }
        return terms;
    }
}
