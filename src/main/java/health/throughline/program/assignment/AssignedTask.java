package health.throughline.program.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.terminology.Canonical;

/** How a task says which questionnaire is to be filled in, and until when. */
final class AssignedTask {

    static final String CODE = "questionnaire";

    private AssignedTask() {}

    /** Whether it asks for this questionnaire, in whatever version. */
    static boolean asksFor(JsonNode task, String questionnaire) {
        String url = Canonical.of(questionnaire).url();
        for (JsonNode input : task.path("input")) {
            String asked = input.path("valueCanonical").asText("");
            if (!asked.isEmpty() && Canonical.of(asked).url().equals(url)) {
                return true;
            }
        }
        return false;
    }

    /** The day until which it is to be done; empty when it says none. */
    static String due(JsonNode task) {
        String end = task.at("/restriction/period/end").asText("");
        return end.substring(0, Math.min(10, end.length()));
    }
}
