package health.throughline.fhir.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * One condition under which an item is asked.
 *
 * @param question the linkId of the item whose answers decide
 * @see <a href="https://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen">R4 enableWhen</a>
 */
public record AskedWhen(String question, String operator, JsonNode answer) {

    static AskedWhen of(JsonNode condition) {
        return new AskedWhen(
                condition.path("question").asText(""),
                condition.path("operator").asText(""),
                AnswerValue.of(condition).orElse(condition.path("answer")));
    }

    /** @param answers the values given to the question */
    public boolean holds(List<JsonNode> answers) {
        return switch (operator) {
            case "exists" -> answer.asBoolean(true) != answers.isEmpty();
            case "=" -> answers.stream().anyMatch(given -> AnswerValue.same(given, answer));
            case "!=" -> answers.stream().anyMatch(given -> !AnswerValue.same(given, answer));
            case ">" -> any(answers, order -> order > 0);
            case "<" -> any(answers, order -> order < 0);
            case ">=" -> any(answers, order -> order >= 0);
            default -> any(answers, order -> order <= 0);
        };
    }

    private boolean any(List<JsonNode> answers, IntPredicate wanted) {
        return answers.stream().anyMatch(given -> {
            var order = AnswerValue.comparison(given, answer);
            return order.isPresent() && wanted.test(order.getAsInt());
        });
    }
}
