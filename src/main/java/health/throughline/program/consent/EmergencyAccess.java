package health.throughline.program.consent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditTrail;
import health.throughline.record.access.PrivacyProperties;
import health.throughline.record.access.Role;
import health.throughline.record.policy.AccessChanges;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceVersion;
import health.throughline.store.access.EmergencyTable;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Opens a record in an emergency: for a short time, with a reason, for those who treat; recorded at once and reviewed after.
 *
 * @see <a href="https://www.ecfr.gov/current/title-42/section-2.51">42 CFR 2.51</a>
 */
@Component
public final class EmergencyAccess {

    private static final int SHORTEST = 10;

    /** Labels of v3-ActCode for colleagues and people whom the public knows. */
    private static final Set<String> PROMINENT = Set.of("CEL", "EMP", "VIP");

    /** What the caller says of it. */
    public record Claim(String reason, String emergency, String affiliation) {}

    /** What was opened. */
    public record Opened(Instant until, ResourceKey review) {}

    private final HealthRecord record;
    private final EmergencyTable table;
    private final AuditTrail trail;
    private final AccessChanges changes;
    private final Vocabulary vocabulary;
    private final PrivacyProperties properties;
    private final Closeness closeness;
    private final Clock clock = Clock.systemUTC();

    EmergencyAccess(
            HealthRecord record,
            EmergencyTable table,
            AuditTrail trail,
            AccessChanges changes,
            Vocabulary vocabulary,
            PrivacyProperties properties,
            Closeness closeness) {
        this.record = record;
        this.table = table;
        this.trail = trail;
        this.changes = changes;
        this.vocabulary = vocabulary;
        this.properties = properties;
        this.closeness = closeness;
    }

    /**
     * Opens {@code patient}'s record to the caller.
     *
     * @throws Refusal FORBIDDEN for roles that do not treat and for one's own record, NOT_FOUND, INVALID without reasons
     */
    public Opened open(ResourceKey patient, Claim claim, Access access) {
        access.requireRole(Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER);
        if (!access.audited() || access.rights().caller().user().id().isEmpty()) {
            throw new Refusal(Refusal.Reason.FORBIDDEN, "An emergency access belongs to a person who has signed in.");
        }
        required(claim.reason(), "reason");
        required(claim.emergency(), "emergency");
        required(claim.affiliation(), "affiliation");
        String words = close(record.reader().read(patient, access.onBehalf()).tree(), access);
        Instant until = clock.instant().plus(properties.emergencyAccess());
        long key = vocabulary.keys().of(patient);
        ResourceVersion task = record.atomically(() -> {
            table.add(new EmergencyTable.Opening(
                    access.rights().caller().user().id(),
                    key,
                    patient.toString(),
                    claim.reason(),
                    claim.emergency(),
                    claim.affiliation(),
                    until));
            trail.record(List.of(entry(key, claim, access)));
            return record.write(
                            new Change.Create(
                                    new Change.Target("Task", null, null),
                                    review(patient, words + claim.reason(), access)),
                            access.onBehalf())
                    .current();
        });
        changes.emergency();
        return new Opened(until, task.key());
    }

    /** What the reviewer has to know of it, in words. */
    private String close(ObjectNode patient, Access access) {
        ResourceKey user = access.rights().caller().user().resource();
        if (user != null && closeness.same(user, patient)) {
            throw new Refusal(Refusal.Reason.FORBIDDEN, "Nobody opens their own record in an emergency.");
        }
        StringBuilder words = new StringBuilder();
        if (user != null && closeness.family(user, patient)) {
            words.append("THE RECORD OF A MEMBER OF THEIR FAMILY. ");
        }
        for (JsonNode label : patient.path("meta").path("security")) {
            if (PROMINENT.contains(label.path("code").asText())) {
                words.append("THE RECORD OF A CLIENT UNDER SPECIAL WATCH. ");
                break;
            }
        }
        return words.toString();
    }

    private static void required(String text, String name) {
        if (text.strip().length() < SHORTEST) {
            throw Refusal.invalid(
                    "required",
                    "Say in '" + name + "' what is the matter, in " + SHORTEST + " letters at least: 42 CFR 2.51 asks "
                            + "for it, and it will be reviewed.",
                    "Parameters.parameter.where(name='" + name + "')");
        }
    }

    private AuditEntry entry(long patient, Claim claim, Access access) {
        ObjectNode detail = FhirJson.object()
                .put("reason", claim.reason())
                .put("nature", claim.emergency())
                .put("affiliation", claim.affiliation());
        AuditEntry.Agent agent = access.auditAgent();
        return new AuditEntry(
                clock.millis(),
                AuditEntry.Kind.EMERGENCY,
                new AuditEntry.Agent(
                        agent.user(),
                        agent.userResource(),
                        agent.client(),
                        agent.authorization(),
                        "ETREAT",
                        agent.address()),
                access.log().request(),
                AuditEntry.Outcome.SUCCESS,
                patient,
                "",
                new String(FhirJson.bytes(detail), StandardCharsets.UTF_8));
    }

    /** For the clinical leads: it stays open until somebody has looked at it. */
    private ObjectNode review(ResourceKey patient, String words, Access access) {
        ObjectNode task = FhirJson.object().put("resourceType", "Task");
        task.put("status", "requested").put("intent", "order").put("priority", "stat");
        ObjectNode coding = task.putObject("code").putArray("coding").addObject();
        coding.put("system", Canonicals.of("CodeSystem", "task-code")).put("code", "emergency-access-review");
        task.put("description", "Review an emergency access: " + words);
        task.putObject("for").put("reference", patient.toString());
        task.put("authoredOn", clock.instant().toString());
        ResourceKey user = access.rights().caller().user().resource();
        if (user != null) {
            task.putObject("requester").put("reference", user.toString());
        }
        return task;
    }
}
