package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.questionnaire.AnswerValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The extensions of SDC on Questionnaires, by their short names. */
final class Sdc {

    private static final String BASE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

    private Sdc() {}

    static String url(String name) {
        return BASE + name;
    }

    /** The value of the extension {@code name} of SDC on {@code element}. */
    static Optional<JsonNode> value(JsonNode element, String name) {
        return values(element, name).stream().findFirst();
    }

    static List<JsonNode> values(JsonNode element, String name) {
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode extension : element.path("extension")) {
            if (extension.path("url").asText("").equals(url(name))) {
                AnswerValue.of(extension).ifPresent(values::add);
            }
        }
        return values;
    }
}
