package health.throughline.program.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;

/** Writes and recognises concepts of the programme's own code systems. */
public final class OwnCodes {

    private OwnCodes() {}

    /** @param system id of the CodeSystem, such as task-code */
    public static ObjectNode coding(String system, String code, String display) {
        return FhirJson.object()
                .put("system", Canonicals.of("CodeSystem", system))
                .put("code", code)
                .put("display", display);
    }

    /** A CodeableConcept of one coding. */
    public static ObjectNode concept(String system, String code, String display) {
        ObjectNode concept = FhirJson.object();
        concept.putArray("coding").add(coding(system, code, display));
        return concept;
    }

    /** The first code of {@code system} in a CodeableConcept; empty when it has none. */
    public static String code(JsonNode concept, String system) {
        for (JsonNode coding : concept.path("coding")) {
            if (coding.path("system").asText().equals(Canonicals.of("CodeSystem", system))) {
                return coding.path("code").asText("");
            }
        }
        return "";
    }

    /** Whether a CodeableConcept, or one of several, has {@code code} of {@code system}. */
    public static boolean has(JsonNode concepts, String system, String code) {
        if (concepts.isArray()) {
            boolean any = false;
            for (JsonNode concept : concepts) {
                any |= has(concept, system, code);
            }
            return any;
        }
        return code(concepts, system).equals(code);
    }
}
