package health.throughline.program.referral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.ClientTask;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Takes referrals in: once each, by the identifier of the ServiceRequest; a Patient whom an identifier names is not doubled
 * and not changed. Whoever sends one gets the same kind of answer whether the client is known here or not.
 */
@Component
public final class ReferralIntake {

    private static final int DAYS_TO_ANSWER = 1;

    private final ClientRecord record;
    private final ClientTask tasks;
    private final ProgrammeDays days;

    ReferralIntake(ClientRecord record, ClientTask tasks, ProgrammeDays days) {
        this.record = record;
        this.tasks = tasks;
        this.days = days;
    }

    /** The inquiry, and whether it is new. */
    public record Taken(ResourceVersion task, boolean fresh) {}

    /** Stores a referral, or answers the inquiry that it became before. */
    public Taken take(ObjectNode bundle, Access access) {
        access.requireRole(Role.ADMISSIONS, Role.CLINICAL_LEAD, Role.SYSTEM);
        access.requireScope(Action.CREATE, "ServiceRequest", new ResourceKey("Patient", "referred"));
        ClientRecord.requireOwn(access);
        Referral referral = Referral.of(bundle);
        String identifier = referral.identifier(referral.request());
        if (identifier.isEmpty()) {
            throw Referral.refused("The ServiceRequest has an identifier with its system, by which it is known again.");
        }
        return record.alone(
                Set.of("referral " + identifier, "referred " + referral.identifier(referral.patient())), () -> {
                    Optional<ObjectNode> before = found("ServiceRequest", identifier);
                    return before.isPresent()
                            ? new Taken(again(ClientRecord.key(before.get()), access), false)
                            : new Taken(fresh(referral, access), true);
                });
    }

    private Optional<ObjectNode> found(String type, String identifier) {
        return identifier.isEmpty()
                ? Optional.empty()
                : record.all(type, new Parameter("identifier", identifier)).stream()
                        .findFirst();
    }

    private ResourceVersion again(ResourceKey request, Access access) {
        return record.all("Task", new Parameter("focus", request.toString())).stream()
                .findFirst()
                .map(task -> record.read(ClientRecord.key(task), access.onBehalf()))
                .orElseThrow(() -> Referral.refused("This referral is known here, but not as an inquiry."));
    }

    private ResourceVersion fresh(Referral referral, Access access) {
        List<Entry> entries = new ArrayList<>();
        Optional<ObjectNode> known = found("Patient", referral.identifier(referral.patient()));
        known.ifPresent(patient ->
                referral.stored(referral.patient(), ClientRecord.key(patient).toString()));
        if (known.isEmpty()) {
            ObjectNode patient = referral.resource(referral.patient()).put("active", false);
            entries.add(ClientRecord.create(patient, referral.patient()));
        }
        for (String url : referral.others()) {
            ObjectNode resource = referral.resource(url);
            Optional<ObjectNode> there = known.isPresent() || directory(resource)
                    ? found(resource.path("resourceType").asText(), referral.identifier(url))
                    : Optional.empty();
            if (there.isPresent()) {
                referral.stored(url, ClientRecord.key(there.get()).toString());
            } else {
                entries.add(ClientRecord.create(resource, url));
            }
        }
        entries.add(ClientRecord.create(referral.resource(referral.request()), referral.request()));
        entries.add(ClientRecord.create(inquiry(referral, access)));
        return record.write(entries, access.onBehalf()).get(entries.size() - 1);
    }

    private static boolean directory(ObjectNode resource) {
        return Set.of("Organization", "Practitioner", "PractitionerRole")
                .contains(resource.path("resourceType").asText());
    }

    private ObjectNode inquiry(Referral referral, Access access) {
        ResourceKey user = access.rights().caller().user().resource();
        ObjectNode task = tasks.of(new ClientTask.Wanted(
                "admission-inquiry",
                "Answer a referral",
                new ResourceKey("Patient", "referred"),
                null,
                user,
                days.today().plusDays(DAYS_TO_ANSWER)));
        ObjectNode request = referral.resource(referral.request());
        task.set("for", request.path("subject").deepCopy());
        task.putObject("focus").put("reference", referral.request());
        String priority = request.path("priority").asText("");
        return priority.isEmpty() ? task : task.put("priority", priority);
    }
}
