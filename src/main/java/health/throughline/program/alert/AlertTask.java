package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.client.Codes;
import health.throughline.program.warning.Warning.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Writes the tasks that answer alerts. */
final class AlertTask {

    private final Codes codes;
    private final AlertProperties properties;

    AlertTask(Codes codes, AlertProperties properties) {
        this.codes = codes;
        this.properties = properties;
    }

    /**
     * A new task.
     *
     * @param code of task-code
     * @param owner empty when nobody in particular
     */
    ObjectNode of(ResourceKey alert, ResourceKey patient, String code, Severity severity, String owner, Instant now) {
        ObjectNode task = FhirJson.object().put("resourceType", "Task");
        task.putObject("meta").putArray("profile").add(Canonicals.of("StructureDefinition", "iop-alert-task"));
        task.put("status", "requested").put("intent", "order").put("priority", priority(severity));
        task.set("code", codes.concept("task-code", code));
        task.putObject("focus").put("reference", alert.toString());
        task.putObject("for").put("reference", patient.toString());
        task.put("authoredOn", second(now));
        task.put("lastModified", second(now));
        if (!owner.isEmpty()) {
            task.putObject("owner").put("reference", owner);
        }
        due(task, now.plus(properties.of(severity)));
        return task;
    }

    /** Sets until when it is to be answered. */
    static void due(ObjectNode task, Instant end) {
        task.withObject("/restriction/period").put("end", second(end));
    }

    /** A more serious alert is to be answered sooner, never later. */
    void raise(ObjectNode task, Severity severity, Instant now) {
        Instant end = now.plus(properties.of(severity));
        Instant before = end(task);
        if (end.isBefore(before)) {
            due(task, end);
        }
        task.put("priority", priority(severity));
        task.put("lastModified", second(now));
    }

    static Instant end(ObjectNode task) {
        String end = task.path("restriction").path("period").path("end").asText("");
        return end.isEmpty() ? Instant.MAX : SafetyChecks.instant(end);
    }

    static String priority(Severity severity) {
        return switch (severity) {
            case HIGH -> "stat";
            case MODERATE -> "urgent";
            case LOW -> "routine";
        };
    }

    static String second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
