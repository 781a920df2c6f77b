package health.throughline.program.family;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.Keys;
import health.throughline.store.ResourceVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Brings in a person close to a client. Which part they have is noted at once; what they see of the record needs the
 * client's consent, so without one the invitation waits with the client, and else with the team that sends it.
 */
@Component
public final class Invitation {

    /** Parts that a court or a law gives, not the client. */
    private static final Set<String> BY_LAW = Set.of("legal-representative", "act-on-behalf");

    private static final String CODE = "family-invitation";
    private static final String FORM = Canonicals.of("Questionnaire", "family-involvement-consent");
    private static final String OPEN = "requested,received,accepted,ready,in-progress,on-hold";

    private final HealthRecord record;
    private final Lookups lookups;
    private final Codes codes;
    private final Keys keys;

    Invitation(HealthRecord record, Lookups lookups, Codes codes, Keys keys) {
        this.record = record;
        this.lookups = lookups;
        this.codes = codes;
        this.keys = keys;
    }

    /**
     * The task by which somebody is invited; the open one when there is one.
     *
     * @param involvement codes of family-involvement
     * @param contact a ContactPoint; null when the person can be reached already
     * @throws Refusal NOT_FOUND out of the caller's sight, FORBIDDEN when it is not the caller's to give
     */
    public ResourceVersion invite(
            ResourceKey key, List<String> involvement, @Nullable ObjectNode contact, Access access) {
        access.requireRole(
                Role.CLIENT, Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER, Role.ADMISSIONS);
        ObjectNode person = record.reader().read(key, access).tree();
        ResourceKey patient = ResourceKey.ofPatient(
                        person.path("patient").path("reference").asText(""))
                .orElseThrow(() -> new Refusal(Refusal.Reason.UNPROCESSABLE, "This person belongs to no client."));
        access.requireScope(Action.UPDATE, "RelatedPerson", patient);
        if (!person.path("active").asBoolean(true)) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT, "This person is no longer involved; set RelatedPerson.active first.");
        }
        List<ObjectNode> concepts = involvement.stream()
                .map(code -> codes.givenConcept(Involvement.SYSTEM, code, "involvement"))
                .toList();
        boolean client = access.rights().caller().roles().contains(Role.CLIENT);
        if (client && involvement.stream().anyMatch(BY_LAW::contains)) {
            throw new Refusal(Refusal.Reason.FORBIDDEN, "Who acts for you by law is noted by the programme.");
        }
        Access writing = access.onBehalf(keys.of(patient));
        boolean consented = consented(key, patient);
        return record.atomically(() -> {
            record.write(new Change.Patch(Change.Target.of(key), one -> noted(one, concepts, contact), null), writing);
            String condition = "focus=" + key + "&code=" + Canonicals.of("CodeSystem", "task-code") + "%7C" + CODE
                    + "&status=" + OPEN;
            Change task =
                    new Change.Create(Change.Target.where("Task", condition), task(key, patient, consented, access));
            return record.write(task, writing).current();
        });
    }

    private static ObjectNode noted(ObjectNode person, List<ObjectNode> concepts, @Nullable ObjectNode contact) {
        Involvement.add(person, concepts);
        if (contact != null && !known(person, contact)) {
            person.withArray("telecom").add(contact);
        }
        return person;
    }

    private static boolean known(JsonNode person, JsonNode contact) {
        for (JsonNode one : person.path("telecom")) {
            if (one.path("value").equals(contact.path("value"))) {
                return true;
            }
        }
        return false;
    }

    private boolean consented(ResourceKey key, ResourceKey patient) {
        return !lookups.all(
                        "Consent",
                        new Parameter("patient", patient.toString()),
                        new Parameter("status", "active"),
                        new Parameter("actor", key.toString()))
                .isEmpty();
    }

    private static ObjectNode task(ResourceKey key, ResourceKey patient, boolean consented, Access access) {
        ObjectNode task = FhirJson.object().put("resourceType", "Task");
        task.put("status", "requested").put("intent", "order").put("priority", "routine");
        task.set("code", Codes.concept("task-code", CODE, "Invite someone close"));
        task.put(
                "description",
                consented
                        ? "Invite someone close: the client has agreed; give the person an account."
                        : "Invite someone close: the client says first what the person may see.");
        task.putObject("focus").put("reference", key.toString());
        task.putObject("for").put("reference", patient.toString());
        task.put("authoredOn", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        ResourceKey user = access.rights().caller().user().resource();
        if (user != null) {
            task.putObject("requester").put("reference", user.toString());
        }
        if (consented) {
            task.putArray("performerType").add(Codes.concept("care-team-role", "case-manager", "Case manager"));
        } else {
            task.putArray("performerType").add(Codes.concept("care-team-role", "client", "Client"));
            task.putObject("owner").put("reference", patient.toString());
            ObjectNode input = task.putArray("input").addObject();
            input.set("type", Codes.concept("task-code", "questionnaire", "Fill in a questionnaire"));
            input.put("valueCanonical", FORM);
        }
        return task;
    }
}
