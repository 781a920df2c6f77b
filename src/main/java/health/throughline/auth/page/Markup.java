package health.throughline.auth.page;

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
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
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
