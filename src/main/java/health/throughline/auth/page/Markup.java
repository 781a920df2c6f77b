package health.throughline.auth.page;

import health.throughline.auth.web.page.Content;

/** HTML as text, with everything that comes from elsewhere escaped. */
public final class Markup {

    private final StringBuilder out = new StringBuilder(4096);

    /** Markup of our own. */
    public Markup raw(String markup) {
        out.append(markup);
        return this;
    }

    /** Text from anywhere; harmless between tags and inside quoted attributes. */
    public Markup text(String text) {
        Content.escape(text, out);
        return this;
    }

    /** An element around text. */
    public Markup element(String tag, String text) {
        return raw("<" + tag + ">").text(text).raw("</" + tag + ">");
    }

    /** What a form sends along unseen. */
    public Markup hidden(String name, String value) {
        return raw("<input type=\"hidden\" name=\"")
                .text(name)
                .raw("\" value=\"")
                .text(value)
                .raw("\">");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
