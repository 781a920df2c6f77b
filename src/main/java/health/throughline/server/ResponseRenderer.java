package health.throughline.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.structure.Summary;
import health.throughline.fhir.xml.FhirXml;
import health.throughline.server.page.ResourcePage;
import java.util.List;
import java.util.Optional;

/** Gives FHIR content the form that was asked for; JSON as stored passes through untouched. */
final class ResponseRenderer {

    private ResponseRenderer() {}

    /** @throws Refusal when _summary, _elements or _pretty cannot be understood */
    static byte[] render(byte[] json, Format format, FhirRequest request) {
        Optional<Summary> summary = summary(request);
        boolean pretty = pretty(request);
        if (format == Format.JSON && summary.isEmpty() && !pretty) {
            return json;
        }
        ObjectNode tree = FhirJson.parseStored(json);
        ObjectNode shown = summary.map(filter -> filtered(tree, filter)).orElse(tree);
        return pretty && format == Format.JSON ? FhirJson.prettyBytes(shown) : written(shown, format, request);
    }

    /** All of it, whatever parts were asked for: what the server says about a request that failed. */
    static byte[] whole(byte[] json, Format format, FhirRequest request) {
        return format == Format.JSON ? json : written(FhirJson.parseStored(json), format, request);
    }

    private static byte[] written(ObjectNode tree, Format format, FhirRequest request) {
        return switch (format) {
            case JSON -> FhirJson.bytes(tree);
            case XML -> FhirXml.bytes(tree);
            case HTML -> ResourcePage.render(tree, request);
        };
    }

    /** In a Bundle the resources are filtered, not the Bundle. */
    private static ObjectNode filtered(ObjectNode tree, Summary summary) {
        String type = tree.path("resourceType").asText();
        if (type.equals("OperationOutcome") || type.equals("Parameters")) {
            return tree;
        }
        if (!type.equals("Bundle") || !tree.path("type").asText().matches("searchset|history|.*-response")) {
            return summary.of(tree);
        }
        for (JsonNode entry : tree.path("entry")) {
            if (entry.get("resource") instanceof ObjectNode resource
                    && !resource.path("resourceType").asText().equals("OperationOutcome")) {
                ((ObjectNode) entry).set("resource", summary.of(resource));
            }
        }
        return tree;
    }

    private static Optional<Summary> summary(FhirRequest request) {
        Optional<String> elements = request.parameter("_elements");
        Optional<String> summary = request.parameter("_summary");
        if (summary.isPresent() && !summary.get().matches("false|count")) {
            return Optional.of(Summary.named(summary.get())
                    .orElseThrow(() -> Refusal.invalid("'_summary' takes true, text, data, count or false.")));
        }
        return elements.map(list -> Summary.elements(List.of(list.split(","))));
    }

    private static boolean pretty(FhirRequest request) {
        String value = request.parameter("_pretty").orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Refusal.invalid("'_pretty' takes true or false.");
        }
        return value.equals("true");
    }
}
