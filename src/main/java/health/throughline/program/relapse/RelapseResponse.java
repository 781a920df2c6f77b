package health.throughline.program.relapse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.careplan.PlanRevision;
import health.throughline.program.client.Codes;
import health.throughline.program.protocol.PlanApplication;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.store.Keys;
import health.throughline.store.ResourceVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Records setbacks, and starts the response of the protocol relapse-response in the same transaction. The same setback told
 * again, by whomever, is recorded once. No enrolment ends by it.
 */
@Component
public final class RelapseResponse {

    private static final String PROTOCOL = Canonicals.of("PlanDefinition", "relapse-response");
    private static final String TASK_CODE = Canonicals.of("CodeSystem", "task-code");

    private final HealthRecord record;
    private final PlanApplication application;
    private final PlanRevision revision;
    private final Codes codes;
    private final Keys keys;

    RelapseResponse(HealthRecord record, PlanApplication application, PlanRevision revision, Codes codes, Keys keys) {
        this.record = record;
        this.application = application;
        this.revision = revision;
        this.codes = codes;
        this.keys = keys;
    }

    /**
     * What was written, as far as the caller may read it.
     *
     * @param resources the record of the setback, the tasks, and the draft of the plan's next version
     * @param issues what could not be done, and how to do it
     */
    public record Response(List<ResourceVersion> resources, List<Issue> issues) {}

    /** @throws Refusal NOT_FOUND out of the caller's sight, FORBIDDEN for those who tell it otherwise */
    public Response report(ResourceKey patient, Setback setback, Access access) {
        requireMayReport(access);
        record.reader().read(patient, access);
        access.requireScope(Action.CREATE, "Observation", patient);
        Access writing = access.onBehalf(keys.of(patient));
        ResourceKey user = access.rights().caller().user().resource();
        String reporter = user == null ? "" : user.toString();
        List<ResourceVersion> written =
                new ArrayList<>(record.atomically(() -> written(patient, setback, reporter, writing)));
        List<Issue> issues = new ArrayList<>();
        try {
            String event = written.get(0).key().toString();
            revision.reviseInUse(patient, new PlanRevision.Cause("", event), writing)
                    .ifPresent(written::add);
        } catch (Refusal e) {
            // What was reported stands, and the task to review the plan does, too.
            issues.add(Issue.warning(
                    "incomplete",
                    "The next version of the plan could not be started by itself; use CarePlan/$revise."));
        }
        return new Response(
                written.stream()
                        .filter(one -> access.may(Action.READ, one.key().type()))
                        .filter(one -> record.reader().find(one.key(), access).isPresent())
                        .toList(),
                issues);
    }

    private static void requireMayReport(Access access) {
        if (access.rights().caller().roles().contains(Role.RELATIVE)) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN, "Tell the team by POST $report-concern; they will look after it.");
        }
        access.requireRole(
                Role.CLIENT, Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER, Role.PEER);
    }

    /** The event first, then its tasks. */
    private List<ResourceVersion> written(ResourceKey patient, Setback setback, String reporter, Access writing) {
        ObjectNode event = setback.observation(patient, reporter, codes);
        List<ResourceVersion> written = new ArrayList<>();
        written.add(create(event, setback.condition(patient), writing));
        String focus = written.get(0).key().toString();
        PlanApplication.Client client =
                new PlanApplication.Client(patient, Instant.now().truncatedTo(ChronoUnit.SECONDS), "", reporter, focus);
        for (ObjectNode task : application.apply(PROTOCOL, client).requests()) {
            String code = TASK_CODE + "%7C" + Codes.of(task.path("code"), "task-code");
            written.add(create(task, "focus=" + focus + "&code=" + code, writing));
        }
        return written;
    }

    private ResourceVersion create(ObjectNode resource, String condition, Access writing) {
        Change.Target target = Change.Target.where(resource.path("resourceType").asText(), condition);
        return record.write(new Change.Create(target, resource), writing).current();
    }
}
