package health.throughline.api.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.List;

/** One method on one path, in the words of OpenAPI. */
final class Call {

    private final ObjectNode json = FhirJson.object();
    private final ArrayNode parameters = FhirJson.array();

    Call(String id, String tag, String summary) {
        json.put("operationId", id);
        json.putArray("tags").add(tag);
        json.put("summary", summary);
    }

    /** Parameters that stand in the components. */
    Call takes(List<String> names) {
        names.forEach(name -> parameters.addObject().put("$ref", Components.PARAMETERS + name));
        return this;
    }

    Call takes(String... names) {
        return takes(List.of(names));
    }

    Call takes(ObjectNode parameter) {
        parameters.add(parameter);
        return this;
    }

    /** A body that stands in the components. */
    Call sends(String body) {
        json.putObject("requestBody").put("$ref", Components.BODIES + body);
        return this;
    }

    /** Responses of the components by status. */
    Call answers(String status, String response) {
        json.withObject("/responses").putObject(status).put("$ref", Components.RESPONSES + response);
        return this;
    }

    /** The call, with what every call takes and may answer added. */
    ObjectNode json() {
        takes("_format", "_pretty", "_summary", "_elements");
        answers("default", "Refused");
        json.set("parameters", parameters);
        return json;
    }
}
