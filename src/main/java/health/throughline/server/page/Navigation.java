package health.throughline.server.page;

/** The links at the top of a page. */
final class Navigation {

    private final Html html = new Html();

    /** Starts with what every page links to. */
    Navigation(String base) {
        String root = base.substring(0, base.lastIndexOf('/') + 1);
        item(root.isEmpty() ? "/" : root, "Start page");
        item(base + "/metadata", "Capabilities");
    }

    Navigation item(String url, String text) {
        html.markup("<li>").link(url, text).markup("</li>");
        return this;
    }

    Html html() {
        return html;
    }
}
