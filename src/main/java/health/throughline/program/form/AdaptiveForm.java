package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.expression.Expression;
import health.throughline.fhir.expression.Scope;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.expression.Variable;
import health.throughline.fhir.expression.Weights;
import health.throughline.fhir.questionnaire.AnsweredForm;
import health.throughline.fhir.questionnaire.Containers;
import health.throughline.fhir.questionnaire.Form;
import health.throughline.fhir.questionnaire.FormItem;
import health.throughline.fhir.questionnaire.Sdc;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.validation.response.ResponseCheck;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Resource;

/**
 * Asks a form step by step: a step is the next item at the top of the form that the answers so far ask, with the texts
 * before it. Nothing is stored; what has been asked is contained in the response.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/adaptive.html">SDC, adaptive forms</a>
 */
public final class AdaptiveForm {

    private static final String CONTAINED = "asked";

    private final Definitions definitions;
    private final ResponseCheck check;
    private final Clock clock;

    public AdaptiveForm(Definitions definitions, ResponseCheck check, Clock clock) {
        this.definitions = definitions;
        this.check = check;
        this.clock = clock;
    }

    /**
     * The same response with the next step to answer, or completed.
     *
     * @param response names the form, or contains what was asked of it so far
     * @throws Refusal when the form is not known, or what was asked is not answered rightly
     */
    public ObjectNode next(ObjectNode response) {
        ObjectNode answer = response.deepCopy();
        ObjectNode asked = asked(answer);
        Form form = Form.of(whole(asked));
        requireAnswered(answer, Form.of(asked));
        boolean more = addStep(form, asked, answer);
        answer.put("status", more ? "in-progress" : "completed");
        answer.put("authored", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return answer;
    }

    /** The contained form; of a response that names its form only, a new one without items. */
    private ObjectNode asked(ObjectNode response) {
        if (AnsweredForm.isContained(response)) {
            return AnsweredForm.contained(response)
                    .orElseThrow(() -> Refusal.invalid(
                            "not-found",
                            "The response contains no Questionnaire with the id that it names; send it as it came.",
                            "QuestionnaireResponse.questionnaire"));
        }
        ObjectNode form = find(response.path("questionnaire").asText(""));
        ObjectNode asked =
                FhirJson.object().put("resourceType", "Questionnaire").put("id", CONTAINED);
        asked.putArray("derivedFrom")
                .add(form.path("url").asText("") + "|" + form.path("version").asText(""));
        asked.put("status", form.path("status").asText("active"));
        response.withArray("contained").add(asked);
        response.put("questionnaire", "#" + CONTAINED);
        return asked;
    }

    private ObjectNode whole(ObjectNode asked) {
        return find(asked.path("derivedFrom").path(0).asText(""));
    }

    private ObjectNode find(String canonical) {
        String name = canonical.endsWith("|") ? canonical.substring(0, canonical.length() - 1) : canonical;
        Optional<ObjectNode> form =
                name.isEmpty() ? Optional.empty() : definitions.find("Questionnaire", Canonical.of(name));
        return form.orElseThrow(() -> Refusal.invalid(
                "not-found",
                "The form is not known here; name one in QuestionnaireResponse.questionnaire, or in derivedFrom of the "
                        + "contained Questionnaire.",
                "QuestionnaireResponse.questionnaire"));
    }

    private void requireAnswered(ObjectNode response, Form asked) {
        ObjectNode done = response.deepCopy().put("status", "completed");
        var issues = check.check(done, asked);
        if (!issues.isEmpty()) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, issues);
        }
    }

    /** Whether there was another question. */
    private static boolean addStep(Form form, ObjectNode asked, ObjectNode response) {
        Set<String> there = new HashSet<>();
        asked.path("item").forEach(item -> there.add(item.path("linkId").asText("")));
        ArrayNode items = asked.path("item") instanceof ArrayNode array ? array : FhirJson.array();
        Asking asking = new Asking(form, response);
        boolean question = false;
        for (FormItem item : form.top().values()) {
            if (there.contains(item.linkId()) || !asking.asks(item)) {
                continue;
            }
            items.add(unconditional(item));
            question = !item.display() && !item.readOnly();
            if (question) {
                break;
            }
        }
        if (!items.isEmpty()) {
            asked.set("item", items);
        }
        return question;
    }

    /** It is asked now: what decided that need not be decided again. */
    private static JsonNode unconditional(FormItem item) {
        ObjectNode copy = item.node().deepCopy();
        copy.remove(List.of("enableWhen", "enableBehavior"));
        return copy;
    }

    /** Decides on items by the answers so far. */
    private static final class Asking {

        private final Form form;
        private final ObjectNode response;
        private final Containers containers;

        Asking(Form form, ObjectNode response) {
            this.form = form;
            this.response = response;
            this.containers = Containers.of(response);
        }

        boolean asks(FormItem item) {
            Optional<JsonNode> expression = Sdc.value(item.node(), "enableWhenExpression");
            return containers.asked(item)
                    && expression.map(one -> holds(one, item)).orElse(true);
        }

        private boolean holds(JsonNode expression, FormItem item) {
            Resource resource = Values.resource(response);
            Scope scope = Scope.of(resource, Weights.of(form.questionnaire()))
                    .with(Variable.of(form.questionnaire(), "Questionnaire"), resource);
            return Expression.of(expression, "enableWhenExpression of item '" + item.linkId() + "'")
                    .holds(scope, resource);
        }
    }
}
