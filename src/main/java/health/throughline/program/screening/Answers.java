package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answers of a response by the items they answer. */
final class Answers {

    /**
     * One answer.
     *
     * @param place where it stands, as FHIRPath
     */
    record Answer(JsonNode json, String place) {}

    private final Map<String, List<Answer>> byLinkId = new HashMap<>();

    private Answers() {}

    static Answers of(JsonNode response) {
        Answers answers = new Answers();
        answers.addItems(response, "QuestionnaireResponse");
        return answers;
    }

    private void addItems(JsonNode parent, String place) {
        int at = 0;
        for (JsonNode item : parent.path("item")) {
            String here = place + ".item[" + at++ + "]";
            List<Answer> known = byLinkId.computeIfAbsent(item.path("linkId").asText(), key -> new ArrayList<>());
            int number = 0;
            for (JsonNode answer : item.path("answer")) {
                String there = here + ".answer[" + number++ + "]";
                known.add(new Answer(answer, there));
                addItems(answer, there);
            }
            addItems(item, here);
        }
    }

    List<Answer> of(String linkId) {
        return byLinkId.getOrDefault(linkId, List.of());
    }

    static ObjectNode coding(@Nullable String system, @Nullable String code, @Nullable String display) {
        ObjectNode coding = FhirJson.object();
        if (system != null) {
            coding.put("system", system);
        }
        if (code != null) {
            coding.put("code", code);
        }
        if (display != null) {
            coding.put("display", display);
        }
        return coding;
    }
}
