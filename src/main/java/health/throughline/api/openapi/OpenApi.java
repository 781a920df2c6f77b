package health.throughline.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.capability.Capabilities;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;

/**
 * The capabilities as OpenAPI 3.0.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.0.3">OpenAPI 3.0.3</a>
 */
public final class OpenApi {

    private static final String DESCRIPTION = "A FHIR R4 server. Search parameters also take modifiers "
            + "(name:exact), prefixes (ge2026-01-31), alternatives separated by commas, chains (patient.name) and _has; "
            + "they may be repeated, and then all must match.";

    private OpenApi() {}

    /** @param base the server's FHIR base, without a slash at its end */
    public static ObjectNode of(Capabilities capabilities, String base) {
        ObjectNode document = FhirJson.object().put("openapi", "3.0.3");
        document.putObject("info")
                .put("title", capabilities.software().name() + " FHIR API")
                .put("description", DESCRIPTION)
                .put("version", capabilities.software().version())
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.putArray("servers").addObject().put("url", base);
        ArrayNode tags = document.putArray("tags");
        tags.addObject().put("name", SystemPaths.TAG).put("description", "What concerns all types");
        ObjectNode paths = document.putObject("paths");
        new SystemPaths(paths, capabilities).write();
        for (String type : Fhir.resourceTypes()) {
            tags.addObject().put("name", type);
            new TypePaths(paths, type, capabilities).write();
        }
        document.set("components", Components.all());
        return document;
    }
}
