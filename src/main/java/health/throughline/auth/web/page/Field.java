package health.throughline.auth.web.page;

/** One labelled input of a form, with what it wants and what was wrong with it. */
public final class Field {

    private final String name;
    private final String label;
    private final Element input;
    private String hint = "";
    private String error = "";

    private Field(String name, String label, String type) {
        this.name = name;
        this.label = label;
        this.input = Element.of("input").with("type", type).with("id", name).with("name", name);
    }

    public static Field text(String name, String label) {
        return new Field(name, label, "text")
                .attribute("autocapitalize", "none")
                .attribute("spellcheck", "false");
    }

    public static Field password(String name, String label) {
        return new Field(name, label, "password");
    }

    /** A code of digits, or a recovery code: an app's keyboard shows digits first. */
    public static Field code(String name, String label) {
        return text(name, label).autocomplete("one-time-code").attribute("inputmode", "text");
    }

    private Field attribute(String attribute, String value) {
        input.with(attribute, value);
        return this;
    }

    public Field value(String value) {
        return attribute("value", value);
    }

    /** What a browser or password manager may fill in, by the names of the HTML standard. */
    public Field autocomplete(String what) {
        return attribute("autocomplete", what);
    }

    public Field required() {
        return attribute("required", "");
    }

    /** Where one can start to type when the page opens. */
    public Field first() {
        return attribute("autofocus", "");
    }

    public Field hint(String text) {
        hint = text;
        return this;
    }

    /** What is wrong with what was sent; empty for nothing. */
    public Field error(String text) {
        error = text;
        return this;
    }

    Element element() {
        Element field = Element.of("div").with("class", "field");
        field.add(Element.of("label", label).with("for", name));
        StringBuilder described = new StringBuilder();
        if (!hint.isEmpty()) {
            field.add(Element.of("p", hint).with("class", "hint").with("id", name + "-hint"));
            described.append(name).append("-hint ");
        }
        if (!error.isEmpty()) {
            field.add(Element.of("p", "Error: " + error).with("class", "wrong").with("id", name + "-error"));
            described.append(name).append("-error");
            input.with("aria-invalid", "true");
        }
        if (!described.isEmpty()) {
            input.with("aria-describedby", described.toString().strip());
        }
        return field.add(input);
    }
}
