package health.throughline.api.operation.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.structure.StructureCheck;
import java.util.List;

/** The one resource that an operation is about: the body itself, or a parameter of a Parameters resource. */
final class GivenResource {

    private GivenResource() {}

    /** @param names of the parameter that may hold it */
    static ObjectNode of(FhirRequest request, String type, List<String> names) {
        if (!request.method().equals("POST")) {
            throw Refusal.invalid("Send the " + type + " by POST.");
        }
        ObjectNode body = Content.tree(request);
        ObjectNode resource = body;
        if (body.path("resourceType").asText("").equals("Parameters")) {
            resource = parameter(body, type, names);
        }
        if (!resource.path("resourceType").asText("").equals(type)) {
            throw wrong(type, names);
        }
        StructureCheck.check(resource);
        return resource;
    }

    private static ObjectNode parameter(ObjectNode parameters, String type, List<String> names) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (names.contains(parameter.path("name").asText(""))
                    && parameter.get("resource") instanceof ObjectNode found) {
                return found;
            }
        }
        throw wrong(type, names);
    }

    private static Refusal wrong(String type, List<String> names) {
        return Refusal.invalid(
                "invalid",
                "The operation takes a " + type + ", by itself or as the parameter '" + names.get(0) + "'.",
                "resourceType");
    }
}
