package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.expression.Expression;
import health.throughline.fhir.expression.Scope;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.expression.Variable;
import health.throughline.fhir.expression.Weights;
import health.throughline.fhir.questionnaire.Form;
import health.throughline.fhir.questionnaire.FormItem;
import health.throughline.fhir.questionnaire.Sdc;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;

/**
 * Fills in beforehand what is known: from the record by queries and expressions, from recent observations, and what the form
 * gives as initial. It sees what its caller sees.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/populate.html">SDC, form population</a>
 */
public final class FormPopulation {

    private final HealthRecord record;
    private final Clock clock;

    /**
     * A response in progress.
     *
     * @param issues what could not be filled in, and why
     */
    public record Populated(ObjectNode response, List<Issue> issues) {}

    public FormPopulation(HealthRecord record, Clock clock) {
        this.record = record;
        this.clock = clock;
    }

    /**
     * @param subject whom the response will be about, as Type/id
     * @param contexts resources by the names of launch contexts; those not given are empty
     */
    public Populated populate(
            ObjectNode questionnaire, String subject, Map<String, ObjectNode> contexts, Access access) {
        ObjectNode response = response(questionnaire, subject);
        Form form = Form.of(questionnaire);
        Run run = new Run(form, new RecordQueries(record, access, clock), subject);
        Scope scope = scope(questionnaire, response, contexts);
        ArrayNode items = run.items(form.top().values(), scope);
        if (!items.isEmpty()) {
            response.set("item", items);
        }
        return new Populated(response, run.issues);
    }

    private ObjectNode response(ObjectNode questionnaire, String subject) {
        String version = questionnaire.path("version").asText("");
        String url = questionnaire.path("url").asText("");
        ObjectNode response = FhirJson.object().put("resourceType", "QuestionnaireResponse");
        if (!url.isEmpty()) {
            response.put("questionnaire", version.isEmpty() ? url : url + "|" + version);
        }
        response.put("status", "in-progress");
        response.putObject("subject").put("reference", subject);
        response.put("authored", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        return response;
    }

    private static Scope scope(ObjectNode questionnaire, ObjectNode response, Map<String, ObjectNode> contexts) {
        Scope scope = Scope.of(Values.resource(response), Weights.of(questionnaire))
                .with("questionnaire", () -> List.of(Values.resource(questionnaire)));
        for (String name : LaunchContexts.declared(questionnaire)) {
            scope = scope.with(name, List.of());
        }
        for (Map.Entry<String, ObjectNode> context : contexts.entrySet()) {
            scope = scope.with(context.getKey(), List.of(Values.resource(context.getValue())));
        }
        return scope;
    }

    /** One population. */
    private static final class Run {

        private final Form form;
        private final RecordQueries queries;
        private final String subject;
        private final List<Issue> issues = new ArrayList<>();

        Run(Form form, RecordQueries queries, String subject) {
            this.form = form;
            this.queries = queries;
            this.subject = subject;
        }

        ArrayNode items(Iterable<FormItem> expected, Scope scope) {
            ArrayNode items = FhirJson.array();
            for (FormItem item : expected) {
                try {
                    item(item, scope).forEach(items::add);
                } catch (Refusal e) {
                    issues.add(Issue.warning("processing", String.valueOf(e.getMessage())));
                }
            }
            return items;
        }

        private List<ObjectNode> item(FormItem item, Scope outer) {
            String place = "item '" + item.linkId() + "'";
            Base focus = Values.resource(form.questionnaire());
            Scope scope = queries.bind(item.node(), outer, focus).with(Variable.of(item.node(), place), focus);
            Optional<JsonNode> context = Sdc.value(item.node(), "itemPopulationContext");
            if (context.isEmpty()) {
                return one(item, scope, focus).stream().toList();
            }
            List<ObjectNode> repetitions = new ArrayList<>();
            String name = context.get().path("name").asText("context");
            for (Base each : Expression.of(context.get(), "itemPopulationContext of " + place)
                    .evaluate(scope, focus)) {
                one(item, scope.with(name, List.of(each)), each).ifPresent(repetitions::add);
            }
            return item.repeats() || repetitions.size() < 2 ? repetitions : repetitions.subList(0, 1);
        }

        /** Empty when there is nothing to fill in. */
        private Optional<ObjectNode> one(FormItem item, Scope scope, Base focus) {
            ObjectNode filled = FhirJson.object().put("linkId", item.linkId());
            if (item.node().has("text")) {
                filled.put("text", item.node().path("text").asText());
            }
            ArrayNode below = items(item.children().values(), scope);
            if (item.group()) {
                if (!below.isEmpty()) {
                    filled.set("item", below);
                }
                return below.isEmpty() ? Optional.empty() : Optional.of(filled);
            }
            ArrayNode answers = answers(item, scope, focus);
            if (answers.isEmpty()) {
                return Optional.empty();
            }
            if (!below.isEmpty()) {
                ((ObjectNode) answers.get(0)).set("item", below);
            }
            filled.set("answer", answers);
            return Optional.of(filled);
        }

        private ArrayNode answers(FormItem item, Scope scope, Base focus) {
            ArrayNode answers = FhirJson.array();
            Optional<JsonNode> initial = Sdc.value(item.node(), "initialExpression");
            List<Base> found = List.of();
            if (initial.isPresent()) {
                found = Expression.of(initial.get(), "initialExpression of item '" + item.linkId() + "'")
                        .evaluate(scope, focus);
            } else if (Sdc.value(item.node(), "observationLinkPeriod").isPresent()) {
                found = queries.latest(item.node(), subject);
            }
            for (Base value : found) {
                FilledAnswer.of(value, item).ifPresent(answers::add);
            }
            if (found.isEmpty() && initial.isEmpty()) {
                item.node().path("initial").forEach(answers::add);
            }
            return item.repeats() ? answers : first(answers);
        }

        private static ArrayNode first(ArrayNode answers) {
            return answers.size() < 2 ? answers : FhirJson.array().add(answers.get(0));
        }
    }
}
