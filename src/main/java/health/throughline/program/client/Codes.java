package health.throughline.program.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.definition.ShippedDefinitions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Our own codes with the words that stand for them. */
@Component
public final class Codes {

    private final ShippedDefinitions definitions;
    private final Map<String, Map<String, String>> displays = new ConcurrentHashMap<>();

    Codes(ShippedDefinitions definitions) {
        this.definitions = definitions;
    }

    private Map<String, String> displays(String system) {
        return displays.computeIfAbsent(system, id -> {
            Map<String, String> words = new LinkedHashMap<>();
            definitions
                    .find(new ResourceKey("CodeSystem", id))
                    .orElseThrow(() -> new IllegalStateException("There is no CodeSystem " + id))
                    .path("concept")
                    .forEach(concept -> words.put(
                            concept.path("code").asText(),
                            concept.path("display").asText()));
            return words;
        });
    }

    /** What {@code code} is called. */
    public String display(String system, String code) {
        String display = displays(system).get(code);
        if (display == null) {
            throw new IllegalStateException("The CodeSystem " + system + " has no code " + code);
        }
        return display;
    }

    /** A CodeableConcept of one of our codes. */
    public ObjectNode concept(String system, String code) {
        return concept(system, code, display(system, code));
    }

    /** The same of a code whose words are known. */
    public static ObjectNode concept(String system, String code, String display) {
        ObjectNode concept = FhirJson.object();
        concept.putArray("coding").add(coding(system, code, display));
        return concept;
    }

    /** The same as a Coding. */
    public static ObjectNode coding(String system, String code, String display) {
        return FhirJson.object().put("system", url(system)).put("code", code).put("display", display);
    }

    /** A CodeableConcept of a code of HL7's. */
    public static ObjectNode hl7(String system, String code, String display) {
        ObjectNode concept = FhirJson.object();
        concept.putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/" + system)
                .put("code", code)
                .put("display", display);
        return concept;
    }

    /**
     * A code that was given as {@code parameter}.
     *
     * @throws Refusal INVALID when the system has none such
     */
    public String given(String system, String code, String parameter) {
        if (!displays(system).containsKey(code)) {
            throw Refusal.invalid(
                    "code-invalid",
                    "The parameter '" + parameter + "' takes a code of the CodeSystem " + system + ": "
                            + String.join(", ", displays(system).keySet()) + ".",
                    ProgrammeDays.place(parameter));
        }
        return code;
    }

    /** The same as a CodeableConcept. */
    public ObjectNode givenConcept(String system, String code, String parameter) {
        return concept(system, given(system, code, parameter));
    }

    /** The URL of one of our CodeSystems. */
    public static String url(String system) {
        return Canonicals.of("CodeSystem", system);
    }

    /** The code of {@code system} in a CodeableConcept; empty when it has none. */
    public static String of(JsonNode concept, String system) {
        for (JsonNode coding : concept.path("coding")) {
            if (coding.path("system").asText().equals(url(system))) {
                return coding.path("code").asText();
            }
        }
        return "";
    }

    /** The same of the first of {@code concepts} that has one. */
    public static String first(JsonNode concepts, String system) {
        for (JsonNode concept : concepts) {
            String code = of(concept, system);
            if (!code.isEmpty()) {
                return code;
            }
        }
        return "";
    }

    /** Whether a CodeableConcept, or one of several, has {@code code} of {@code system}. */
    public static boolean has(JsonNode concepts, String system, String code) {
        if (!concepts.isArray()) {
            return of(concepts, system).equals(code);
        }
        for (JsonNode concept : concepts) {
            if (of(concept, system).equals(code)) {
                return true;
            }
        }
        return false;
    }
}
