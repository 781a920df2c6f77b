package health.throughline.program.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Turns bare codes, as operations are given them, into codings of the programme's own code systems. */
@Component
public final class KnownCodes {

    private final Definitions definitions;

    KnownCodes(Definitions definitions) {
        this.definitions = definitions;
    }

    /**
     * A CodeableConcept with the display of its code.
     *
     * @param system id of the CodeSystem, such as relapse-type
     * @param parameter by which the code was given
     * @throws Refusal INVALID naming the codes that there are
     */
    public ObjectNode concept(String system, String code, String parameter) {
        JsonNode concepts = definitions
                .find("CodeSystem", Canonical.of(Canonicals.of("CodeSystem", system)))
                .map(found -> found.path("concept"))
                .orElseThrow(() -> new IllegalStateException("The CodeSystem " + system + " is not there"));
        List<String> known = new ArrayList<>();
        for (JsonNode concept : concepts) {
            String one = concept.path("code").asText();
            if (one.equals(code)) {
                return OwnCodes.concept(system, code, concept.path("display").asText());
            }
            known.add(one);
        }
        throw Refusal.invalid(
                "code-invalid",
                "The parameter '" + parameter + "' takes one of " + String.join(", ", known) + ".",
                "Parameters.parameter.where(name='" + parameter + "')");
    }
}
