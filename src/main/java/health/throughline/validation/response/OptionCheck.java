package health.throughline.validation.response;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.questionnaire.AnswerValue;
import health.throughline.fhir.questionnaire.Form;
import health.throughline.fhir.questionnaire.FormItem;
import health.throughline.fhir.terminology.CodeCheck;

/** Whether an answer is one of those an item offers, in its list or in a value set. */
public final class OptionCheck {

    /** What is asked of terminology. */
    public interface ValueSets {

        /** Whether the code is in the value set at this URL. */
        CodeCheck check(String valueSet, String system, String code);

        /** The same of a value set that is given. */
        CodeCheck check(ObjectNode valueSet, String system, String code);
    }

    private final ValueSets valueSets;

    public OptionCheck(ValueSets valueSets) {
        this.valueSets = valueSets;
    }

    /** What cannot be told is offered. */
    boolean offered(JsonNode value, FormItem item, Form form) {
        if (!item.options().isEmpty()) {
            return item.options().stream().anyMatch(option -> AnswerValue.same(option, value));
        }
        String valueSet = item.node().path("answerValueSet").asText("");
        if (valueSet.isEmpty() || !value.isObject()) {
            return true;
        }
        String system = value.path("system").asText("");
        String code = value.path("code").asText("");
        CodeCheck check = valueSet.startsWith("#")
                ? contained(valueSet.substring(1), system, code, form)
                : valueSets.check(valueSet, system, code);
        return check.valid() || !check.known();
    }

    private CodeCheck contained(String id, String system, String code, Form form) {
        for (JsonNode contained : form.questionnaire().path("contained")) {
            if (contained.path("id").asText("").equals(id) && contained instanceof ObjectNode valueSet) {
                return valueSets.check(valueSet, system, code);
            }
        }
        return CodeCheck.unknown("The Questionnaire does not contain the value set it names.");
    }
}
