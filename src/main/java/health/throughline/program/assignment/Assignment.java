package health.throughline.program.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.ClientTask;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.store.ResourceVersion;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives clients questionnaires to fill in; the same one for the same day is given once. */
@Component
public final class Assignment {

    private static final int USUAL_DAYS = 3;

    private final ClientRecord record;
    private final Definitions definitions;
    private final ClientTask tasks;
    private final ProgrammeDays days;

    Assignment(ClientRecord record, Definitions definitions, ClientTask tasks, ProgrammeDays days) {
        this.record = record;
        this.definitions = definitions;
        this.tasks = tasks;
        this.days = days;
    }

    /**
     * Assigns a questionnaire.
     *
     * @param due null for in three days
     * @param repeat a Timing; null for once
     * @return the tasks, the soonest first; those that were there already among them
     */
    public List<ResourceVersion> assign(
            ResourceKey patient,
            String questionnaire,
            @Nullable LocalDate due,
            @Nullable JsonNode repeat,
            Access access) {
        record.require(
                patient,
                Action.CREATE,
                "Task",
                access,
                Role.CLINICAL_LEAD,
                Role.THERAPIST,
                Role.PRESCRIBER,
                Role.CASE_MANAGER,
                Role.ADMISSIONS,
                Role.PEER,
                Role.SYSTEM);
        String title = title(questionnaire);
        LocalDate first = due == null ? days.today().plusDays(USUAL_DAYS) : due;
        List<LocalDate> all = repeat == null ? List.of(first) : Recurrence.of(repeat, first);
        return record.alone(Set.of("assignments " + patient), () -> {
            Map<String, ObjectNode> there = there(patient, questionnaire);
            List<ResourceVersion> given = new ArrayList<>();
            for (LocalDate day : all) {
                ObjectNode before = there.get(day.toString());
                given.add(
                        before == null
                                ? record.write(
                                        ClientRecord.create(task(patient, questionnaire, title, day, access)),
                                        record.of(patient, access))
                                : record.read(ClientRecord.key(before), record.of(patient, access)));
            }
            return given;
        });
    }

    private String title(String questionnaire) {
        return definitions
                .find("Questionnaire", Canonical.of(questionnaire))
                .map(found -> found.path("title").asText("Questionnaire"))
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.UNPROCESSABLE,
                        List.of(Issue.error(
                                "not-found",
                                "No Questionnaire with this canonical is known here.",
                                ProgrammeDays.place("questionnaire")))));
    }

    private ObjectNode task(ResourceKey patient, String questionnaire, String title, LocalDate day, Access access) {
        ObjectNode task = tasks.of(new ClientTask.Wanted(
                AssignedTask.CODE,
                "Fill in: " + title,
                patient,
                patient,
                access.rights().caller().user().resource(),
                day));
        return tasks.withQuestionnaire(task, questionnaire);
    }

    /** By the day on which they are due; what was given back or cancelled can be given again. */
    private Map<String, ObjectNode> there(ResourceKey patient, String questionnaire) {
        Map<String, ObjectNode> there = new HashMap<>();
        for (ObjectNode task : record.all(
                "Task",
                new Parameter("patient", patient.toString()),
                new Parameter("code", Codes.url(ClientTask.SYSTEM) + "|" + AssignedTask.CODE),
                new Parameter("status", "requested,received,accepted,ready,in-progress,on-hold,completed"))) {
            if (AssignedTask.asksFor(task, questionnaire)) {
                there.put(AssignedTask.due(task), task);
            }
        }
        return there;
    }
}
