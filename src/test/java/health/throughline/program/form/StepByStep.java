package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A person who answers a form one question after another. */
final class StepByStep {

    private static final int MOST = 60;

    private final UnaryOperator<ObjectNode> next;
    private final Map<String, String> answers;
    private ObjectNode response;

    /**
     * @param next gives the response back with the next question
     * @param answers codes of LOINC by linkId; a question without one is skipped
     */
    StepByStep(UnaryOperator<ObjectNode> next, ObjectNode response, Map<String, String> answers) {
        this.next = next;
        this.answers = answers;
        this.response = response;
    }

    /** The linkIds of the questions that were asked, in order. */
    List<String> questions() {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            response = next.apply(response);
            if (response.path("status").asText().equals("completed")) {
                return asked;
            }
            for (JsonNode item : response.at("/contained/0/item")) {
                String linkId = item.path("linkId").asText();
                boolean question = !item.path("type").asText().equals("display")
                        && !item.path("readOnly").asBoolean();
                if (question && !asked.contains(linkId)) {
                    asked.add(linkId);
                    answer(linkId);
                }
            }
        }
        throw new AssertionError("there is no end to the questions: " + asked);
    }

    private void answer(String linkId) {
        String code = answers.getOrDefault(linkId, "");
        if (!code.isEmpty()) {
            response.withArray("/item")
                    .addObject()
                    .put("linkId", linkId)
                    .putArray("answer")
                    .addObject()
                    .set(
                            "valueCoding",
                            FhirJson.object().put("system", "http://loinc.org").put("code", code));
        }
    }

    ObjectNode response() {
        return response;
    }
}
