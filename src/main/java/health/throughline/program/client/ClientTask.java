package health.throughline.program.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Builds Tasks about a client: what is to be done, by whom, until when. */
@Component
public final class ClientTask {

    /** The CodeSystem of what tasks ask for. */
    public static final String SYSTEM = "task-code";

    private final Codes codes;
    private final ProgrammeDays days;

    ClientTask(Codes codes, ProgrammeDays days) {
        this.codes = codes;
        this.days = days;
    }

    /**
     * What is asked for.
     *
     * @param owner who does it; null while nobody has taken it
     * @param requester null when the server asks by itself
     */
    public record Wanted(
            String code,
            String words,
            ResourceKey patient,
            @Nullable ResourceKey owner,
            @Nullable ResourceKey requester,
            LocalDate due) {}

    /** A requested Task. */
    public ObjectNode of(Wanted wanted) {
        ObjectNode task = FhirJson.object().put("resourceType", "Task");
        task.put("status", "requested").put("intent", "order").put("priority", "routine");
        task.set("code", codes.concept(SYSTEM, wanted.code()));
        task.put("description", wanted.words());
        task.putObject("for").put("reference", wanted.patient().toString());
        task.put("authoredOn", days.nowText());
        reference(task, "requester", wanted.requester());
        reference(task, "owner", wanted.owner());
        task.putObject("restriction")
                .putObject("period")
                .put("end", wanted.due().toString());
        return task;
    }

    private static void reference(ObjectNode task, String element, @Nullable ResourceKey key) {
        if (key != null) {
            task.putObject(element).put("reference", key.toString());
        }
    }

    /** The questionnaire to be filled in. */
    public ObjectNode withQuestionnaire(ObjectNode task, String canonical) {
        ObjectNode input = task.withArray("input").addObject();
        input.set("type", codes.concept(SYSTEM, "questionnaire"));
        input.put("valueCanonical", canonical);
        return task;
    }
}
