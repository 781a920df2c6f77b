package health.throughline.server.page;

import health.throughline.auth.web.page.Content;

/** HTML as text, with everything that comes from elsewhere escaped. */
final class Html {

    private final StringBuilder out = new StringBuilder(8192);

    /** Markup of our own. */
    Html markup(String markup) {
        out.append(markup);
        return this;
    }

    /** Text from elsewhere; harmless between tags and inside quoted attributes. */
    Html text(String text) {
        Content.escape(text, out);
        return this;
    }

    /** An element with an optional class around text from elsewhere. */
    Html element(String tag, String text) {
        int space = tag.indexOf(' ');
        return markup("<" + tag + ">").text(text).markup("</" + (space < 0 ? tag : tag.substring(0, space)) + ">");
    }

    /** A link; where it leads nobody is told from where one came. */
    Html link(String url, String text) {
        return markup("<a href=\"")
                .text(url)
                .markup("\" rel=\"noreferrer\">")
                .text(text)
                .markup("</a>");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
