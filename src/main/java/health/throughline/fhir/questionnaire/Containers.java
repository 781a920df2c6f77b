package health.throughline.fhir.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one stands in a response: the response itself, and the items that lead down from it. A question is looked for from
 * the inside outwards, so that within a repeating group the one of the same repetition counts.
 */
public final class Containers {

    private final @Nullable Containers outer;
    private final JsonNode node;

    private Containers(@Nullable Containers outer, JsonNode node) {
        this.outer = outer;
        this.node = node;
    }

    public static Containers of(JsonNode response) {
        return new Containers(null, response);
    }

    /** One step down, into {@code node}, an item or an answer. */
    public Containers into(JsonNode inner) {
        return new Containers(this, inner);
    }

    /** The values that the question {@code linkId} is answered with. */
    public List<JsonNode> answers(String linkId) {
        for (Containers at = this; at != null; at = at.outer) {
            List<JsonNode> found = new ArrayList<>();
            if (collect(at.node, linkId, found)) {
                return found;
            }
        }
        return List.of();
    }

    private static boolean collect(JsonNode parent, String linkId, List<JsonNode> values) {
        boolean there = false;
        for (JsonNode item : parent.path("item")) {
            if (item.path("linkId").asText("").equals(linkId)) {
                there = true;
                item.path("answer").forEach(answer -> AnswerValue.of(answer).ifPresent(values::add));
            }
            there |= collect(item, linkId, values);
            for (JsonNode answer : item.path("answer")) {
                there |= collect(answer, linkId, values);
            }
        }
        return there;
    }

    /** Whether {@code item}, which belongs here, is asked; what FHIRPath says of that is not looked at. */
    public boolean asked(FormItem item) {
        if (item.conditions().isEmpty()) {
            return true;
        }
        return item.allConditions()
                ? item.conditions().stream().allMatch(one -> one.holds(answers(one.question())))
                : item.conditions().stream().anyMatch(one -> one.holds(answers(one.question())));
    }
}
