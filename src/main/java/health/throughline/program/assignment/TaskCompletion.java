package health.throughline.program.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.questionnaire.AnsweredForm;
import health.throughline.program.client.ClientRecord;
import health.throughline.program.client.ClientTask;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.record.Change;
import health.throughline.record.Derivation;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Does the task that asked for a questionnaire when the answer comes: of several, the one whose day is nearest, so that one
 * check-in of a series does one of its tasks. An amended answer does no further one.
 */
@Component
final class TaskCompletion implements Derivation {

    private static final Set<String> TELLING = Set.of("completed", "amended");
    private static final String OPEN = "requested,received,accepted,ready,in-progress,on-hold";
    private static final String CODES =
            Codes.url(ClientTask.SYSTEM) + "|questionnaire," + Codes.url(ClientTask.SYSTEM) + "|alumni-checkin";

    /** What is asked for later is not answered yet. */
    private static final int EARLIEST = 31;

    private final Lookups lookups;
    private final Codes codes;
    private final ProgrammeDays days;

    TaskCompletion(Lookups lookups, Codes codes, ProgrammeDays days) {
        this.lookups = lookups;
        this.codes = codes;
        this.days = days;
    }

    @Override
    public Set<String> types() {
        return Set.of("QuestionnaireResponse");
    }

    @Override
    public Derived derive(Accepted accepted) {
        ObjectNode response = accepted.resource();
        boolean before = accepted.previous()
                .map(previous -> TELLING.contains(previous.path("status").asText("")))
                .orElse(false);
        if (response == null
                || before
                || !TELLING.contains(response.path("status").asText(""))) {
            return Derived.NOTHING;
        }
        Optional<ResourceKey> patient =
                ResourceKey.ofPatient(response.at("/subject/reference").asText(""));
        String canonical = AnsweredForm.canonical(response);
        if (patient.isEmpty() || canonical.isEmpty()) {
            return Derived.NOTHING;
        }
        return nearest(patient.get(), canonical, authored(response))
                .map(task -> new Derived(List.of(done(task, accepted.key())), List.of()))
                .orElse(Derived.NOTHING);
    }

    private LocalDate authored(JsonNode response) {
        String authored = response.path("authored").asText("");
        return authored.isEmpty() ? days.today() : days.on(days.moment(authored));
    }

    private Optional<ObjectNode> nearest(ResourceKey patient, String canonical, LocalDate day) {
        return lookups
                .all(
                        "Task",
                        new Parameter("patient", patient.toString()),
                        new Parameter("code", CODES),
                        new Parameter("status", OPEN))
                .stream()
                .filter(task -> AssignedTask.asksFor(task, canonical))
                .filter(task -> distance(task, day) <= EARLIEST)
                .min(Comparator.comparing((ObjectNode task) -> Math.abs(distance(task, day)))
                        .thenComparing(AssignedTask::due));
    }

    /** How many days after {@code day} it is due; negative for what is overdue. */
    private static long distance(JsonNode task, LocalDate day) {
        String due = AssignedTask.due(task);
        return due.length() < 10 ? 0 : ChronoUnit.DAYS.between(day, LocalDate.parse(due));
    }

    private Change done(ObjectNode task, ResourceKey response) {
        ObjectNode done = task.deepCopy();
        done.put("status", "completed").put("lastModified", days.nowText());
        ObjectNode output = done.withArray("output").addObject();
        output.set("type", codes.concept(ClientTask.SYSTEM, AssignedTask.CODE));
        output.putObject("valueReference").put("reference", response.toString());
        return new Change.Update(Change.Target.of(ClientRecord.key(task)), done, null);
    }
}
