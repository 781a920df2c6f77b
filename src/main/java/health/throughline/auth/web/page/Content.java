package health.throughline.auth.web.page;

/** A piece of a page: text or an element. */
public sealed interface Content permits Content.Text, Element {

    void write(StringBuilder out);

    static Content text(String text) {
        return new Text(text);
    }

    /** Text from anywhere, harmless between tags. */
    record Text(String text) implements Content {

        @Override
        public void write(StringBuilder out) {
            escape(text, out);
        }
    }

    /** Writes {@code text} so that it is harmless between tags and inside quoted attributes. */
    static void escape(String text, StringBuilder out) {
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
    }
}
