package health.throughline.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.fhir.FhirJson;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.HtmlUtils;

/** Shows a resource to somebody who looks with a browser. */
final class ResourcePage {

    private ResourcePage() {}

    static byte[] render(ObjectNode resource, FhirRequest request) {
        String json = new String(FhirJson.prettyBytes(resource), StandardCharsets.UTF_8);
        String page = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>"
                + HtmlUtils.htmlEscape(resource.path("resourceType").asText()) + "</title><pre>"
                + HtmlUtils.htmlEscape(json) + "</pre></html>";
        return page.getBytes(StandardCharsets.UTF_8);
    }
}
