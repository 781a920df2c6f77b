package health.throughline.program.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.program.client.Codes;
import health.throughline.program.extraction.Narratives;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A protocol that was applied to a client: the requests it becomes, or one CarePlan with all of them in it. */
public final class AppliedPlan {

    private static final String PROFILE =
            "https://throughline.example/fhir/StructureDefinition/iop-treatment-care-plan";
    private static final List<String> TOLD = List.of("title", "description", "priority", "code", "documentation");
    private static final String GROUP = "request-group";

    private final ObjectNode definition;
    private final PlanApplication.Client client;
    private final List<Step> steps;

    AppliedPlan(ObjectNode definition, PlanApplication.Client client, List<Step> steps) {
        this.definition = definition;
        this.client = client;
        this.steps = steps;
    }

    /**
     * An action that applies.
     *
     * @param request what is to be done; null for a group of actions
     */
    record Step(JsonNode action, @Nullable ObjectNode request, List<Step> steps) {

        Stream<ObjectNode> requests() {
            return Stream.concat(Stream.ofNullable(request), steps.stream().flatMap(Step::requests));
        }
    }

    /** What is to be done, ready to be stored, in the order of the protocol. */
    public List<ObjectNode> requests() {
        return steps.stream().flatMap(Step::requests).map(ObjectNode::deepCopy).toList();
    }

    /**
     * A draft that contains a RequestGroup and all requests; it can be stored as it is.
     *
     * @see <a href="https://hl7.org/fhir/R4/plandefinition-operation-apply.html">R4 PlanDefinition/$apply</a>
     */
    public ObjectNode carePlan() {
        ObjectNode plan = FhirJson.object().put("resourceType", "CarePlan");
        plan.putObject("meta").putArray("profile").add(PROFILE);
        plan.putObject("text").put("status", "generated").put("div", Narratives.div(title(), words()));
        ArrayNode contained = plan.putArray("contained");
        instantiates(plan);
        plan.put("status", "draft").put("intent", "plan");
        categories(plan.putArray("category"));
        plan.put("title", title());
        if (definition.has("description")) {
            plan.set("description", definition.path("description"));
        }
        client.refer(plan, "subject", "encounter");
        plan.putObject("period").put("start", client.at().toString());
        plan.put("created", client.at().toString());
        client.author(plan);
        goals(plan, contained);
        ObjectNode group = contained.addObject();
        group(group, contained);
        plan.putArray("activity").addObject().putObject("reference").put("reference", "#" + GROUP);
        return plan;
    }

    private static void categories(ArrayNode categories) {
        ObjectNode assess = categories.addObject().putArray("coding").addObject();
        assess.put("system", "http://hl7.org/fhir/us/core/CodeSystem/careplan-category")
                .put("code", "assess-plan")
                .put("display", "Assessment and Plan of Treatment");
        categories.add(Codes.concept("plan-type", "treatment", "Treatment plan"));
    }

    private String title() {
        return definition.path("title").asText("Plan");
    }

    private void instantiates(ObjectNode resource) {
        String canonical = PlanRequests.canonical(definition);
        if (!canonical.isEmpty()) {
            resource.putArray("instantiatesCanonical").add(canonical);
        }
    }

    private Map<String, List<String>> words() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (Step step : steps) {
            List<String> entries = new ArrayList<>();
            add(step, entries);
            sections.put(step.action().path("title").asText("To do"), entries);
        }
        return sections;
    }

    private static void add(Step step, List<String> entries) {
        if (step.request() != null) {
            entries.add(step.action().path("title").asText("") + ": "
                    + step.action().path("description").asText(""));
        }
        step.steps().forEach(one -> add(one, entries));
    }

    private void goals(ObjectNode plan, ArrayNode contained) {
        for (JsonNode goal : definition.path("goal")) {
            String id = "goal-" + goal.path("id").asText(Integer.toString(contained.size()));
            ObjectNode one = contained.addObject().put("resourceType", "Goal").put("id", id);
            one.put("lifecycleStatus", "proposed");
            if (goal.has("category")) {
                one.putArray("category").add(goal.path("category"));
            }
            one.set("description", goal.path("description"));
            client.refer(one, "subject", "");
            plan.withArray("goal").addObject().put("reference", "#" + id);
        }
    }

    private void group(ObjectNode group, ArrayNode contained) {
        group.put("resourceType", "RequestGroup").put("id", GROUP);
        instantiates(group);
        group.put("status", "draft").put("intent", "plan");
        client.refer(group, "subject", "encounter");
        group.put("authoredOn", client.at().toString());
        client.author(group);
        actions(steps, group, contained);
    }

    private static void actions(List<Step> steps, ObjectNode parent, ArrayNode contained) {
        for (Step step : steps) {
            ObjectNode action = parent.withArray("action").addObject();
            action.put("prefix", step.action().path("id").asText(""));
            TOLD.stream()
                    .filter(step.action()::has)
                    .forEach(name -> action.set(name, step.action().path(name)));
            ObjectNode request = step.request();
            if (request == null) {
                actions(step.steps(), action, contained);
            } else {
                String id = "request-" + contained.size();
                ObjectNode whole = request.deepCopy();
                whole.put("id", id).put("status", "draft");
                contained.add(whole);
                action.putObject("resource").put("reference", "#" + id);
            }
        }
    }
}
