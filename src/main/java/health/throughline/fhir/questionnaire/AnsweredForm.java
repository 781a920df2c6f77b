package health.throughline.fhir.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The form that a response answers. One that was asked step by step contains what it was asked, and that says of which form
 * it is a part.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/adaptive.html">SDC, adaptive forms</a>
 */
public final class AnsweredForm {

    private static final String CONTAINED = "#";

    private AnsweredForm() {}

    /** Whether the response names a form that it contains. */
    public static boolean isContained(JsonNode response) {
        return name(response).startsWith(CONTAINED);
    }

    /** The form in the response that it names; empty also when it names one elsewhere. */
    public static Optional<ObjectNode> contained(JsonNode response) {
        if (isContained(response)) {
            String id = name(response).substring(CONTAINED.length());
            for (JsonNode contained : response.path("contained")) {
                if (contained.path("id").asText("").equals(id) && contained instanceof ObjectNode form) {
                    return Optional.of(form);
                }
            }
        }
        return Optional.empty();
    }

    /** The canonical of the whole form; empty when nothing tells it. */
    public static String canonical(JsonNode response) {
        return isContained(response)
                ? contained(response)
                        .map(form -> form.path("derivedFrom").path(0).asText(""))
                        .orElse("")
                : name(response);
    }

    private static String name(JsonNode response) {
        return response.path("questionnaire").asText("");
    }
}
