package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Takes drafts into use, when they hold what a plan of their kind cannot do without. */
@Component
public final class PlanFinalization {

    private final HealthRecord record;
    private final PlanAccess may;

    PlanFinalization(HealthRecord record, PlanAccess may) {
        this.record = record;
        this.may = may;
    }

    /**
     * A plan in use.
     *
     * @param missing main sections that are still empty
     */
    public record Finalized(ResourceVersion plan, List<String> missing) {}

    /**
     * Takes a draft into use; one that is in use already stays as it is.
     *
     * @throws Refusal NOT_FOUND out of the caller's sight, CONFLICT when it has ended, UNPROCESSABLE naming what it lacks
     */
    public Finalized finalized(ResourceKey key, Access access) {
        ResourceVersion version = record.reader().read(key, access);
        ObjectNode plan = version.tree();
        Access writing = may.change(plan, access);
        List<String> missing =
                PlanKind.of(plan).map(kind -> empty(kind.sections(), plan)).orElse(List.of());
        String status = plan.path("status").asText();
        if (status.equals("active")) {
            return new Finalized(version, missing);
        }
        if (!status.equals("draft")) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT, "Only a draft is finished; this plan has ended. Revise the active one.");
        }
        requireUsable(plan);
        Optional<ResourceKey> source = PlanSource.of(key, plan);
        return record.atomically(() -> {
            source.ifPresentOrElse(
                    response -> record.write(patch(response, PlanSource::inUse), writing),
                    () -> record.write(patch(key, draft -> draft.put("status", "active")), writing));
            if (PlanKind.of(plan).equals(Optional.of(PlanKind.RELAPSE_PREVENTION))) {
                record.write(PlanMilestone.of(PlanSearch.patient(plan)), writing);
            }
            return new Finalized(record.reader().read(key, writing), missing);
        });
    }

    private static Change patch(ResourceKey key, UnaryOperator<ObjectNode> patch) {
        return new Change.Patch(Change.Target.of(key), patch, null);
    }

    private static void requireUsable(ObjectNode plan) {
        List<Issue> lacking = PlanKind.of(plan).map(kind -> empty(kind.required(), plan)).orElse(List.of()).stream()
                .map(section -> Issue.error(
                        "required",
                        "The plan cannot be used without an entry in the section '" + section + "'.",
                        "CarePlan.activity.where(detail.code.coding.code='" + section + "')"))
                .toList();
        if (!lacking.isEmpty()) {
            throw new Refusal(Refusal.Reason.UNPROCESSABLE, lacking);
        }
    }

    private static List<String> empty(List<String> sections, ObjectNode plan) {
        return sections.stream()
                .filter(section -> PlanEntry.of(plan, section).isEmpty())
                .filter(section -> !section.equals("goal") || plan.path("goal").isEmpty())
                .toList();
    }
}
