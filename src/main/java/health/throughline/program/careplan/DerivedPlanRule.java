package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.guard.ChangeRule;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * A plan that follows from a questionnaire says what the client said there: its words are changed there, so that the two
 * never drift apart. What becomes of the plan and its entries, their status and progress, is written to the plan.
 */
@Component
final class DerivedPlanRule implements ChangeRule {

    private static final List<String> OF_THE_PLAN =
            List.of("id", "meta", "status", "period", "contributor", "identifier", "addresses");
    private static final List<String> OF_AN_ACTIVITY =
            List.of("progress", "outcomeCodeableConcept", "outcomeReference");
    private static final List<String> OF_AN_ENTRY = List.of("status", "statusReason");

    @Override
    public Set<String> types() {
        return Set.of("CarePlan");
    }

    @Override
    public void check(ResourceKey key, ObjectNode before, ObjectNode after) {
        PlanSource.of(key, before).ifPresent(source -> {
            if (!said(before).equals(said(after))) {
                throw new Refusal(
                        Refusal.Reason.CONFLICT,
                        List.of(Issue.error(
                                "business-rule",
                                "This plan says what was answered in " + source
                                        + ": change the answers there, with the "
                                        + "status amended, and the plan follows at once; or start a new version with POST "
                                        + key
                                        + "/$revise. The status of the plan and of its entries, and their progress, "
                                        + "may be changed here.",
                                "CarePlan.activity")));
            }
        });
    }

    /** What the plan says, without what became of it. */
    private static ObjectNode said(ObjectNode plan) {
        ObjectNode said = plan.deepCopy();
        said.remove(OF_THE_PLAN);
        for (JsonNode activity : said.path("activity")) {
            ((ObjectNode) activity).remove(OF_AN_ACTIVITY);
            if (activity.path("detail") instanceof ObjectNode detail) {
                detail.remove(OF_AN_ENTRY);
            }
        }
        return said;
    }
}
