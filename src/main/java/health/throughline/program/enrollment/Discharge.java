package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.ClientTask;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Ends enrolments: the episode, the plan of what continues, and the document that tells others. Whoever leaves is never
 * held back by what is still open; it is said.
 */
@Component
public final class Discharge {

    private static final int DAYS_TO_CONTACT = 7;

    private final ClientRecord record;
    private final AftercarePlan aftercare;
    private final DischargeDocument documents;
    private final ClientTask tasks;
    private final Codes codes;
    private final ProgrammeDays days;

    Discharge(
            ClientRecord record,
            AftercarePlan aftercare,
            DischargeDocument documents,
            ClientTask tasks,
            Codes codes,
            ProgrammeDays days) {
        this.record = record;
        this.aftercare = aftercare;
        this.documents = documents;
        this.tasks = tasks;
        this.codes = codes;
        this.days = days;
    }

    /** The discharge document, a Bundle, and what is still open. */
    public record Discharged(ObjectNode document, List<String> warnings) {}

    /**
     * Ends an enrolment, or answers how it ended.
     *
     * @param last null for today
     * @throws Refusal UNPROCESSABLE when the last day cannot be
     */
    public Discharged discharge(ResourceKey key, String reason, @Nullable LocalDate last, Access access) {
        codes.given("discharge-reason", reason, "reason");
        Episode seen = new Episode(record.read(key, access).tree());
        ResourceKey patient = seen.patient();
        record.require(
                patient,
                Action.UPDATE,
                "EpisodeOfCare",
                access,
                Role.CLINICAL_LEAD,
                Role.THERAPIST,
                Role.PRESCRIBER,
                Role.CASE_MANAGER);
        LocalDate day = last == null ? days.today() : last;
        return record.alone(Set.of(Episodes.lock(patient)), () -> {
            Episode episode =
                    new Episode(record.read(key, record.of(patient, access)).tree());
            List<String> warnings = warnings(patient, day);
            Optional<ObjectNode> stored = documents.stored(key, patient);
            if (episode.finished() && stored.isPresent()) {
                return new Discharged(stored.get(), warnings);
            }
            requireFits(episode, day);
            return new Discharged(end(episode, reason, day, access), warnings);
        });
    }

    private void requireFits(Episode episode, LocalDate day) {
        if (!episode.open() && !episode.finished()) {
            throw new Refusal(Refusal.Reason.CONFLICT, "This enrolment never began, so it cannot be ended.");
        }
        boolean fits = !day.isAfter(days.today()) && day.toString().compareTo(episode.start()) >= 0;
        if (!fits) {
            throw Refusal.invalid(
                    "business-rule",
                    "The last day lies between the first day of the enrolment and today.",
                    ProgrammeDays.place("date"));
        }
    }

    private ObjectNode end(Episode episode, String reason, LocalDate day, Access access) {
        Access writing = record.of(episode.patient(), access);
        List<Entry> entries = new ArrayList<>();
        if (episode.open()) {
            episode.status("finished", day);
            episode.extension("discharge-reason", codes.concept("discharge-reason", reason));
            episode.tree().withObject("/period").put("end", day.toString());
        }
        entries.add(ClientRecord.update(episode.tree()));
        boolean continues = !reason.equals("deceased");
        if (continues && plans(episode.patient(), "aftercare").isEmpty()) {
            entries.add(ClientRecord.create(aftercare.of(episode, day, access)));
        }
        if (continues) {
            entries.add(ClientRecord.create(followUp(episode, day, access)));
        }
        ResourceVersion ended = record.write(entries, writing).get(0);
        ObjectNode document = documents.of(new Episode(ended.tree()), access);
        record.write(ClientRecord.create(documents.reference(document, episode, access)), writing);
        return document;
    }

    private ObjectNode followUp(Episode episode, LocalDate day, Access access) {
        String manager = episode.tree().at("/careManager/reference").asText("");
        return tasks.of(new ClientTask.Wanted(
                "follow-up",
                "Call in the first week after the programme",
                episode.patient(),
                ResourceKey.of(manager).orElse(null),
                access.rights().caller().user().resource(),
                day.plusDays(DAYS_TO_CONTACT)));
    }

    private List<String> warnings(ResourceKey patient, LocalDate day) {
        List<String> warnings = new ArrayList<>();
        if (plans(patient, "relapse-prevention").isEmpty()) {
            warnings.add(
                    "The relapse-prevention plan is not final: finish it with the client, then CarePlan/$finalize.");
        }
        boolean booked = record
                .all(
                        "Appointment",
                        new Parameter("patient", patient.toString()),
                        new Parameter("status", "booked,pending"),
                        new Parameter("date", "gt" + day))
                .stream()
                .findAny()
                .isPresent();
        if (!booked) {
            warnings.add("No appointment is booked after the last day: the first contact belongs within a week.");
        }
        return warnings;
    }

    /** Those in force. */
    private List<ObjectNode> plans(ResourceKey patient, String type) {
        return record.all(
                "CarePlan",
                new Parameter("patient", patient.toString()),
                new Parameter("status", "active"),
                new Parameter("category", Codes.url("plan-type") + "|" + type));
    }

    /** The document in a DocumentReference that holds it. */
    static ObjectNode document(JsonNode reference) {
        return FhirJson.parseStored(Base64.getDecoder()
                .decode(reference.at("/content/0/attachment/data").asText()));
    }
}
