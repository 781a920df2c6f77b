package health.throughline.program.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.util.ArrayList;
import java.util.List;

/** Codes of the programme's own CodeSystems with their displays. */
final class Codings {

    private final Definitions definitions;

    Codings(Definitions definitions) {
        this.definitions = definitions;
    }

    ObjectNode concept(String codeSystem, String code) {
        ObjectNode concept = FhirJson.object();
        ObjectNode coding = concept.putArray("coding").addObject();
        coding.put("system", Canonicals.of("CodeSystem", codeSystem)).put("code", code);
        String display = display(codeSystem, code);
        if (!display.isEmpty()) {
            coding.put("display", display);
        }
        return concept;
    }

    /** @throws Refusal INVALID unless {@code code}, of the parameter {@code name}, is one of {@code codeSystem} */
    void require(String codeSystem, String code, String name) {
        List<String> codes = new ArrayList<>();
        concepts(codeSystem).forEach(concept -> codes.add(concept.path("code").asText()));
        if (!codes.contains(code)) {
            throw Refusal.invalid(
                    "code-invalid",
                    "The parameter '" + name + "' takes one of " + String.join(", ", codes) + ".",
                    "Parameters.parameter.where(name='" + name + "')");
        }
    }

    private JsonNode concepts(String codeSystem) {
        return definitions
                .find("CodeSystem", Canonical.of(Canonicals.of("CodeSystem", codeSystem)))
                .map(system -> system.path("concept"))
                .orElseGet(MissingNode::getInstance);
    }

    private String display(String codeSystem, String code) {
        return display(concepts(codeSystem), code);
    }

    private static String display(JsonNode concepts, String code) {
        for (JsonNode concept : concepts) {
            if (concept.path("code").asText().equals(code)) {
                return concept.path("display").asText("");
            }
        }
        return "";
    }

    /** The first code of {@code concept} in one of the programme's CodeSystems; empty when it has none. */
    static String code(JsonNode concept, String codeSystem) {
        String url = Canonicals.of("CodeSystem", codeSystem);
        for (JsonNode coding : concept.path("coding")) {
            if (coding.path("system").asText().equals(url)) {
                return coding.path("code").asText();
            }
        }
        return "";
    }
}
