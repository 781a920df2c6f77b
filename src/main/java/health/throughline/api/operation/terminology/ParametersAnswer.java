package health.throughline.api.operation.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirResponse;
import health.throughline.fhir.FhirJson;
import java.util.function.Consumer;

/** Writes a Parameters resource, parameter by parameter. */
final class ParametersAnswer {

    private final ObjectNode resource = FhirJson.object().put("resourceType", "Parameters");
    private final ArrayNode parameters = resource.putArray("parameter");

    private ObjectNode named(String name) {
        return parameters.addObject().put("name", name);
    }

    ParametersAnswer flag(String name, boolean value) {
        named(name).put("valueBoolean", value);
        return this;
    }

    /** Nothing when {@code value} is empty. */
    ParametersAnswer text(String name, String value) {
        if (!value.isEmpty()) {
            named(name).put("valueString", value);
        }
        return this;
    }

    ParametersAnswer code(String name, String value) {
        named(name).put("valueCode", value);
        return this;
    }

    ParametersAnswer with(String name, Consumer<Parts> parts) {
        parts.accept(new Parts(named(name).putArray("part")));
        return this;
    }

    FhirResponse response() {
        return FhirResponse.of(200, FhirJson.bytes(resource));
    }

    /** The parts of one parameter. */
    record Parts(ArrayNode all) {

        /** A part with {@code element} such as valueCode; nothing when {@code value} is missing or empty. */
        Parts add(String name, String element, JsonNode value) {
            if (!value.isMissingNode()
                    && !value.isNull()
                    && !(value.isTextual() && value.asText().isEmpty())) {
                all.addObject().put("name", name).set(element, value);
            }
            return this;
        }

        Parts text(String name, String element, String value) {
            if (!value.isEmpty()) {
                all.addObject().put("name", name).put(element, value);
            }
            return this;
        }
    }
}
