package health.throughline.server.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Shows a resource to somebody who looks with a browser. Its narrative is shown as source, never as HTML. */
public final class ResourcePage {

    private final ObjectNode resource;
    private final FhirRequest request;
    private final String type;

    private ResourcePage(ObjectNode resource, FhirRequest request) {
        this.resource = resource;
        this.request = request;
        this.type = resource.path("resourceType").asText();
    }

    /** The page as UTF-8; to be sent with {@link Frame#HEADERS}. */
    public static byte[] render(ObjectNode resource, FhirRequest request) {
        ResourcePage page = new ResourcePage(resource, request);
        Html main = new Html();
        page.summary(main);
        main.markup("<h2>JSON</h2>\n");
        new JsonMarkup(main, new Links(request.base())).write(resource);
        return Frame.page(page.title(), page.navigation(), main);
    }

    private String title() {
        String id = resource.path("id").asText("");
        return switch (type) {
            case "Bundle" -> resource.path("type").asText("").isEmpty() ? type : "Bundle: " + kind();
            case "OperationOutcome" -> outcome();
            default -> id.isEmpty() ? type : type + "/" + id;
        };
    }

    private String kind() {
        return resource.path("type").asText();
    }

    private String outcome() {
        if (!resource.path("issue").findValuesAsText("severity").contains("error")) {
            return "What the server says";
        }
        return switch (resource.at("/issue/0/code").asText()) {
            case "not-found" -> "Not found";
            case "deleted" -> "Deleted";
            case "exception" -> "The server failed";
            case "transient", "timeout" -> "Not now";
            default -> "The request was refused";
        };
    }

    private Html navigation() {
        Navigation navigation = new Navigation(request.base());
        if (request.method().equals("GET")) {
            navigation.item(form("json"), "This as JSON").item(form("xml"), "This as XML");
        }
        String id = resource.path("id").asText("");
        if (resource.path("meta").has("versionId") && Links.relative(type + "/" + id)) {
            navigation.item(request.base() + "/" + type + "/" + id + "/_history", "History");
        }
        return navigation.html();
    }

    /** The same URL with another {@code _format}. */
    private String form(String format) {
        String query = request.without("_format").query(text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
        return "?" + query + (query.isEmpty() ? "" : "&") + "_format=" + format;
    }

    private void summary(Html main) {
        if (type.equals("OperationOutcome")) {
            issues(main);
        } else if (type.equals("Bundle")) {
            bundle(main);
        }
    }

    private void issues(Html main) {
        main.markup("<table><caption>Issues</caption>\n<thead><tr><th scope=\"col\">Severity</th>"
                + "<th scope=\"col\">What it is about</th><th scope=\"col\">Where</th></tr></thead>\n<tbody>\n");
        for (JsonNode issue : resource.path("issue")) {
            String severity = issue.path("severity").asText();
            String text =
                    issue.path("diagnostics").asText(issue.at("/details/text").asText());
            main.markup("<tr><td class=\"").text(severity).markup("\">").text(severity);
            main.markup("</td><td>").text(text).markup(" <span class=\"muted\">(");
            main.text(issue.path("code").asText()).markup(")</span></td><td>");
            for (JsonNode expression : issue.path("expression")) {
                main.element("code", expression.asText()).markup(" ");
            }
            main.markup("</td></tr>\n");
        }
        main.markup("</tbody></table>\n");
    }

    private void bundle(Html main) {
        int entries = resource.path("entry").size();
        main.markup("<p>").text(entries + (entries == 1 ? " entry" : " entries") + " on this page");
        if (resource.has("total")) {
            main.text(", " + resource.path("total").asText() + " in all");
        }
        Links links = new Links(request.base());
        for (JsonNode link : resource.path("link")) {
            String relation = link.path("relation").asText();
            links.target((ObjectNode) link, "url", link.path("url").asText())
                    .filter(url -> !relation.equals("self"))
                    .ifPresent(url -> main.markup(" · ").link(url, label(relation)));
        }
        main.markup("</p>\n");
    }

    private static String label(String relation) {
        return switch (relation) {
            case "next" -> "Next page";
            case "previous", "prev" -> "Previous page";
            case "first" -> "First page";
            case "last" -> "Last page";
            default -> relation;
        };
    }
}
