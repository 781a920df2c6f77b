package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.fhir.FhirJson;
import java.util.Base64;
import java.util.Locale;

/**
 * Binary in its own content type, both ways.
 *
 * @see <a href="https://hl7.org/fhir/R4/binary.html#rest">R4 Binary, serving Binary resources using the RESTful API</a>
 */
final class BinaryContent {

    private BinaryContent() {}

    /** The content itself, unless the caller asks for FHIR. */
    static FhirResponse answer(FhirRequest request, FhirResponse response) {
        byte[] body = response.body();
        String accept = request.header("Accept").orElse("*/*").toLowerCase(Locale.ROOT);
        boolean fhir = accept.contains("fhir+") || request.parameter("_format").isPresent();
        if (body == null || fhir || request.headers() == FhirRequest.NO_HEADERS) {
            return response;
        }
        ObjectNode binary = FhirJson.parseStored(body);
        byte[] data = Base64.getMimeDecoder().decode(binary.path("data").asText(""));
        String type = binary.path("contentType").asText("application/octet-stream");
        String safe = type.chars().allMatch(c -> c >= ' ' && c < 127) ? type : "application/octet-stream";
        return new FhirResponse(response.status(), response.headers(), safe, data)
                .with("Content-Security-Policy", "sandbox; default-src 'none'")
                .with("Content-Disposition", "attachment")
                .with("X-Content-Type-Options", "nosniff");
    }

    /** A body that is not FHIR becomes the data of a Binary. */
    static ObjectNode resource(FhirRequest request) {
        String mediaType = Content.mediaType(request);
        if (mediaType.contains("fhir") || (Content.isFhir(mediaType) && holdsBinary(request))) {
            return Content.resource(request, "Binary");
        }
        ObjectNode binary = FhirJson.object();
        binary.put("resourceType", "Binary");
        binary.put("contentType", mediaType.isEmpty() ? "application/octet-stream" : mediaType);
        request.header("X-Security-Context")
                .ifPresent(context -> binary.putObject("securityContext").put("reference", context));
        binary.put("data", Base64.getEncoder().encodeToString(request.body()));
        return binary;
    }

    private static boolean holdsBinary(FhirRequest request) {
        String start = new String(
                request.body(), 0, Math.min(request.body().length, 4096), java.nio.charset.StandardCharsets.UTF_8);
        return start.contains("\"Binary\"") || start.contains("<Binary");
    }
}
