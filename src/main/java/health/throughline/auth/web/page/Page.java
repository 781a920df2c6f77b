package health.throughline.auth.web.page;

import health.throughline.auth.account.SignedIn;
import health.throughline.record.access.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;

/** A whole page: a heading, who is signed in, messages, and what it is about. */
public final class Page {

    /** Where its style is found. */
    public static final String STYLE = "/login/style.css";

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private final String title;
    private final List<Content> main = new ArrayList<>();
    private final List<Content> messages = new ArrayList<>();
    private @Nullable Element navigation;
    private @Nullable String onward;

    private Page(String title) {
        this.title = title;
    }

    public static Page titled(String title) {
        return new Page(title);
    }

    /** For one who is signed in: with the ways to account, administration and out. */
    public static Page titled(String title, SignedIn who, CsrfToken token) {
        Page page = new Page(title);
        Element list = Element.of("ul").add(item(Element.link("/account", "Your account")));
        if (who.roles().contains(Role.ADMINISTRATOR)) {
            list.add(item(Element.link("/admin/users", "Users")), item(Element.link("/admin/clients", "Apps")));
        }
        list.add(item(Form.post("/logout", token).submitQuietly("Sign out")));
        page.navigation = Element.of("nav")
                .with("aria-label", "Main")
                .add(Element.of("p", "Signed in as " + who.name()).with("class", "who"), list);
        return page;
    }

    private static Element item(Element content) {
        return Element.of("li").add(content);
    }

    /** Something went well, or is to be known. */
    public Page notice(String text) {
        return text.isEmpty() ? this : message("notice", "status", text);
    }

    /** Something went wrong: what, and what to do. */
    public Page error(String text) {
        return text.isEmpty() ? this : message("problem", "alert", text);
    }

    private Page message(String kind, String role, String text) {
        messages.add(Element.of("p", text).with("class", kind).with("role", role));
        return this;
    }

    public Page add(Content... contents) {
        main.addAll(List.of(contents));
        return this;
    }

    public Page paragraph(String text) {
        return add(Element.of("p", text));
    }

    public Page heading(String text) {
        return add(Element.of("h2", text));
    }

    /**
     * Leads on by itself. After a form that is how one gets to another site: a redirect would have to be allowed by the
     * policy of the page with the form, which allows this server only.
     */
    public static Page onward(String title, String url) {
        Page page = new Page(title);
        page.onward = url;
        return page.add(Element.of("p").add(Element.link(url, "Go on")));
    }

    public String html() {
        Element head = Element.of("head")
                .add(
                        Element.of("meta").with("charset", "utf-8"),
                        Element.of("meta")
                                .with("name", "viewport")
                                .with("content", "width=device-width, initial-scale=1"));
        if (onward != null) {
            head.add(Element.of("meta").with("http-equiv", "refresh").with("content", "0;url=" + onward));
        }
        head.add(
                Element.of("title", title + " · Throughline"),
                Element.of("link").with("rel", "stylesheet").with("href", STYLE));
        Element header = Element.of("header").add(Element.of("p", "Throughline").with("class", "name"));
        if (navigation != null) {
            header.add(navigation);
        }
        Element content = Element.of("main").with("id", "main").add(Element.of("h1", title));
        messages.forEach(content::add);
        main.forEach(content::add);
        Element body =
                Element.of("body").add(Element.link("#main", "Skip to content").with("class", "skip"), header, content);
        StringBuilder out = new StringBuilder(4096).append("<!doctype html>\n");
        Element.of("html").with("lang", "en").add(head, body).write(out);
        return out.append('\n').toString();
    }

    public ResponseEntity<byte[]> ok() {
        return status(200);
    }

    public ResponseEntity<byte[]> status(int status) {
        return ResponseEntity.status(status).contentType(HTML).body(html().getBytes(StandardCharsets.UTF_8));
    }
}
