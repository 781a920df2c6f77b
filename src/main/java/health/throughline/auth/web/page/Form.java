package health.throughline.auth.web.page;

import java.util.Set;
import org.springframework.security.web.csrf.CsrfToken;

/** A form that is posted to this server, with the token that keeps other sites from posting it. */
public final class Form {

    private final Element form;

    private Form(Element form) {
        this.form = form;
    }

    public static Form post(String action, CsrfToken token) {
        Form form = new Form(Element.of("form").with("method", "post").with("action", action));
        return form.hidden(token.getParameterName(), token.getToken());
    }

    /** A form that asks and changes nothing. */
    public static Form search(String action) {
        return new Form(
                Element.of("form").with("method", "get").with("action", action).with("role", "search"));
    }

    public Form hidden(String name, String value) {
        form.add(Element.of("input").with("type", "hidden").with("name", name).with("value", value));
        return this;
    }

    public Form field(Field field) {
        form.add(field.element());
        return this;
    }

    public Form add(Content... contents) {
        form.add(contents);
        return this;
    }

    /** Boxes of which several can be ticked. */
    public Form choices(String name, String legend, Iterable<String> values, Set<String> ticked) {
        Element group = Element.of("fieldset").add(Element.of("legend", legend));
        for (String value : values) {
            String id = name + "-" + value;
            Element box = Element.of("input")
                    .with("type", "checkbox")
                    .with("id", id)
                    .with("name", name)
                    .with("value", value);
            if (ticked.contains(value)) {
                box.flag("checked");
            }
            group.add(Element.of("div")
                    .with("class", "choice")
                    .add(box, Element.of("label", value.replace('-', ' ')).with("for", id)));
        }
        form.add(group);
        return this;
    }

    public Element submit(String text) {
        return form.add(Element.of("button", text).with("type", "submit"));
    }

    /** With a button that looks less inviting. */
    public Element submitQuietly(String text) {
        return form.add(Element.of("button", text).with("type", "submit").with("class", "quiet"));
    }
}
