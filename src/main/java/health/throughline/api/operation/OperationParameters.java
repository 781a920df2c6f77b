package health.throughline.api.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.fhir.Refusal;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The parameters of an operation, whether they came in the URL or in a Parameters resource. */
public final class OperationParameters {

    private OperationParameters() {}

    /** The same request with the primitive parameters of its body added to those of its URL. */
    public static FhirRequest inUrl(FhirRequest request) {
        if (!request.method().equals("POST")
                || request.body().length == 0
                || Content.mediaType(request).contains("form")) {
            return request;
        }
        List<Parameter> all = new ArrayList<>(request.parameters());
        for (JsonNode parameter : body(request).path("parameter")) {
            for (Map.Entry<String, JsonNode> child : parameter.properties()) {
                if (child.getKey().startsWith("value") && child.getValue().isValueNode()) {
                    all.add(new Parameter(
                            parameter.path("name").asText(), child.getValue().asText()));
                }
            }
        }
        return new FhirRequest(
                request.method(),
                request.path(),
                all,
                request.headers(),
                request.body(),
                request.base(),
                request.access());
    }

    /** @throws Refusal INVALID when the body is not a Parameters resource */
    public static ObjectNode body(FhirRequest request) {
        ObjectNode body = Content.tree(request);
        if (!body.path("resourceType").asText("").equals("Parameters")) {
            throw Refusal.invalid("invalid", "The operation takes a Parameters resource.", "resourceType");
        }
        return body;
    }

    /** The value of the parameter {@code name}. */
    public static ObjectNode value(ObjectNode parameters, String name, String element) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asText("").equals(name) && parameter.path(element) instanceof ObjectNode value) {
                return value;
            }
        }
        throw Refusal.invalid(
                "required",
                "The operation needs the parameter '" + name + "' with a " + element + ".",
                "Parameters.parameter");
    }
}
