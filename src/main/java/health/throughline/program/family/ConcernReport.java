package health.throughline.program.family;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.program.crisis.CrisisProperties;
import health.throughline.program.screening.ResponseFrame;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.record.consent.ConsentPeriod;
import health.throughline.store.Keys;
import health.throughline.store.ResourceVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Takes worries from people close to a client and from moderators. It is a way in only: what is told is for the team, and
 * whoever tells it gets the same answer whatever the record says.
 */
@Component
public final class ConcernReport {

    private static final String FORM = Canonicals.of("Questionnaire", "family-observation") + "|1.0.0";
    private static final String PROFILE = Canonicals.of("StructureDefinition", "iop-questionnaire-response");
    private static final String NUMBER = Canonicals.BASE + "/identifier/questionnaire-response";
    private static final int LONGEST = 4000;

    private final HealthRecord record;
    private final CrisisProperties crisis;
    private final Keys keys;

    ConcernReport(HealthRecord record, CrisisProperties crisis, Keys keys) {
        this.record = record;
        this.crisis = crisis;
        this.keys = keys;
    }

    /** A worry in words; one that is urgent cannot wait. */
    public record Concern(String words, boolean urgent) {

        public Concern {
            if (words.isBlank() || words.length() > LONGEST) {
                throw Refusal.invalid(
                        "value",
                        "Say in 'concern' what worries you, in at most " + LONGEST + " letters.",
                        "Parameters.parameter.where(name='concern')");
            }
        }
    }

    /**
     * Stores it, and gives what the reporter is told.
     *
     * @throws Refusal NOT_FOUND, in the same words whether or not there is such a client
     */
    public List<Issue> report(ResourceKey patient, Concern concern, Access access) {
        boolean relative = access.rights().caller().roles().contains(Role.RELATIVE);
        if (relative) {
            requireClose(patient, access);
        } else {
            access.requireRole(
                    Role.PEER, Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER, Role.ADMISSIONS);
            record.reader().read(patient, access);
        }
        access.requireScope(Action.CREATE, relative ? "QuestionnaireResponse" : "Communication", patient);
        ResourceKey user = access.rights().caller().user().resource();
        String reporter = user == null ? "" : user.toString();
        Change change = relative ? observation(patient, reporter, concern) : message(patient, reporter, concern);
        record.write(change, access.onBehalf(keys.of(patient)));
        return answer(concern);
    }

    /** Of everybody but the client whom they are registered with, they do not even learn that there is one. */
    private void requireClose(ResourceKey patient, Access access) {
        ResourceKey user = access.rights().caller().user().resource();
        ObjectNode person = user == null
                ? null
                : record.reader()
                        .find(user, access)
                        .filter(version -> !version.deleted())
                        .map(ResourceVersion::tree)
                        .orElse(null);
        boolean close = person != null
                && person.path("active").asBoolean(true)
                && ConsentPeriod.of(person.path("period")).contains(Instant.now())
                && person.path("patient").path("reference").asText().equals(patient.toString());
        if (person == null || !close) {
            throw new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "You can tell the team about the person with whom you are registered here; 'patient' names that person.");
        }
        if (!Involvement.codes(person).contains("reports-concerns")) {
            throw new Refusal(
                    Refusal.Reason.FORBIDDEN,
                    "You are not registered to report worries here. Please call the programme; in danger of life, call 911.");
        }
    }

    /** It becomes an alert by its form. */
    private static Change observation(ResourceKey patient, String reporter, Concern concern) {
        ObjectNode response = FhirJson.object().put("resourceType", "QuestionnaireResponse");
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        label(response).putArray("profile").add(PROFILE);
        String number = ResponseFrame.id(patient, reporter + now.truncatedTo(ChronoUnit.DAYS) + concern);
        response.putObject("identifier").put("system", NUMBER).put("value", number);
        response.put("questionnaire", FORM).put("status", "completed");
        response.putObject("subject").put("reference", patient.toString());
        response.put("authored", now.toString());
        if (!reporter.isEmpty()) {
            response.putObject("author").put("reference", reporter);
        }
        ArrayNode items = response.putArray("item");
        answer(items, "noticed-words").put("valueString", concern.words());
        answer(items, "safety-worry").put("valueBoolean", concern.urgent());
        String condition = "identifier=" + NUMBER + "%7C" + number;
        return new Change.Create(Change.Target.where("QuestionnaireResponse", condition), response);
    }

    private static ObjectNode answer(ArrayNode items, String linkId) {
        return items.addObject().put("linkId", linkId).putArray("answer").addObject();
    }

    private static Change message(ResourceKey patient, String reporter, Concern concern) {
        ObjectNode message = FhirJson.object().put("resourceType", "Communication");
        label(message);
        message.put("status", "completed");
        message.putArray("category").add(Codes.concept("community-event", "concern-raised", "Concern raised"));
        message.put("priority", concern.urgent() ? "urgent" : "routine");
        message.putObject("subject").put("reference", patient.toString());
        message.put("sent", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        if (!reporter.isEmpty()) {
            message.putObject("sender").put("reference", reporter);
        }
        message.putArray("payload").addObject().put("contentString", concern.words());
        return new Change.Create(new Change.Target("Communication", null, null), message);
    }

    /** For the team only, neither for who wrote it nor for the client. */
    private static ObjectNode label(ObjectNode resource) {
        ObjectNode meta = resource.putObject("meta");
        meta.putArray("security")
                .add(Codes.coding("privacy-label", "staff-only", "Only for staff"))
                .add(Codes.coding("privacy-label", "family-write-only", "Written by family"));
        return meta;
    }

    private List<Issue> answer(Concern concern) {
        List<Issue> issues = new ArrayList<>();
        issues.add(
                Issue.information("Thank you. The team has received it and will read it. For the privacy of everybody, "
                        + "nothing can be told in return."));
        if (concern.urgent()) {
            crisis.lines()
                    .forEach(line ->
                            issues.add(Issue.information(line.name() + ", " + line.phone() + ". " + line.words())));
        }
        return issues;
    }
}
