package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.Route;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.record.Conditions;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry of a batch or transaction as the request it stands for.
 *
 * @param index its place in the Bundle
 */
record BundleEntry(int index, String fullUrl, FhirRequest request, Route route) {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Map<String, String> HEADERS = Map.of(
            "if-match", "ifMatch",
            "if-none-match", "ifNoneMatch",
            "if-none-exist", "ifNoneExist",
            "if-modified-since", "ifModifiedSince");

    /** @throws Refusal INVALID that names the entry */
    static BundleEntry of(int index, JsonNode entry, FhirRequest bundle) {
        String at = "Bundle.entry[" + index + "].request";
        JsonNode request = entry.path("request");
        String method = request.path("method").asText("");
        String url = request.path("url").asText("");
        if (!METHODS.contains(method)) {
            throw Refusal.invalid("required", "An entry needs a request with a method of HTTP.", at + ".method");
        }
        if (url.isEmpty() && !method.equals("POST")) {
            throw Refusal.invalid("required", "An entry needs a request with a URL relative to [base].", at + ".url");
        }
        String relative = url.startsWith(bundle.base() + "/")
                ? url.substring(bundle.base().length() + 1)
                : url;
        int question = relative.indexOf('?');
        List<String> path = FhirRequest.segments(question < 0 ? relative : relative.substring(0, question));
        List<Parameter> parameters = question < 0 ? List.of() : Conditions.parse(relative.substring(question + 1));
        FhirRequest inner = new FhirRequest(
                method, path, parameters, headers(request, entry, bundle), body(entry), bundle.base(), bundle.access());
        Route route = Route.of(method, path);
        if (route.kind() == Route.Kind.TRANSACTION) {
            throw Refusal.invalid("invalid", "A Bundle cannot hold another batch or transaction.", at + ".url");
        }
        return new BundleEntry(index, entry.path("fullUrl").asText(""), inner, route);
    }

    /** Of the outer request, the preferences hold for the entries too. */
    private static FhirRequest.Headers headers(JsonNode request, JsonNode entry, FhirRequest bundle) {
        boolean binaryPatch =
                entry.path("resource").path("resourceType").asText("").equals("Binary")
                        && request.path("method").asText("").equals("PATCH");
        String contentType =
                binaryPatch ? entry.path("resource").path("contentType").asText("") : "application/fhir+json";
        return name -> {
            String key = name.toLowerCase(java.util.Locale.ROOT);
            if (key.equals("prefer")) {
                return bundle.headers().get("Prefer");
            }
            if (key.equals("content-type")) {
                return contentType;
            }
            if (key.equals("accept")) {
                return "application/fhir+json";
            }
            String element = HEADERS.get(key);
            JsonNode value = element == null ? request.path("") : request.path(element);
            return value.isTextual() ? value.asText() : null;
        };
    }

    /** A patch other than FHIRPath travels as the data of a Binary (R4 http, 3.1.0.11.2). */
    private static byte[] body(JsonNode entry) {
        JsonNode resource = entry.path("resource");
        boolean patch = entry.path("request").path("method").asText("").equals("PATCH");
        if (patch && resource.path("resourceType").asText("").equals("Binary")) {
            return data(resource);
        }
        return resource instanceof ObjectNode object ? FhirJson.bytes(object) : new byte[0];
    }

    private static byte[] data(JsonNode binary) {
        try {
            return Base64.getMimeDecoder().decode(binary.path("data").asText(""));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("value", "The patch is not base64.", "Binary.data");
        }
    }

    boolean writes() {
        return switch (route.kind()) {
            case CREATE, UPDATE, PATCH, DELETE -> true;
            default -> false;
        };
    }
}
