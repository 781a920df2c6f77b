package health.throughline.program.alert;

import com.google.common.hash.Hashing;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.warning.Warning;
import java.nio.charset.StandardCharsets;

/** Ids that follow from what an alert is about: raising it twice is raising it once. */
final class AlertKeys {

    static final String SYSTEM = Canonicals.BASE + "/identifier/alert";

    private AlertKeys() {}

    /** Of a patient's alert by a rule about a window of time. */
    static ResourceKey alert(ResourceKey patient, Warning warning) {
        return new ResourceKey("DetectedIssue", "alert-" + digest(identifier(patient, warning)));
    }

    static String identifier(ResourceKey patient, Warning warning) {
        return warning.code() + "/" + patient.id() + "/" + warning.window();
    }

    /** Of the task that answers {@code alert}. */
    static ResourceKey task(ResourceKey alert) {
        return new ResourceKey("Task", "answer-" + digest(alert.toString()));
    }

    /** Of a further task about {@code alert}. */
    static ResourceKey task(ResourceKey alert, String code) {
        return new ResourceKey("Task", code + "-" + digest(alert + "/" + code));
    }

    private static String digest(String text) {
        return Hashing.sha256()
                .hashString(text, StandardCharsets.UTF_8)
                .toString()
                .substring(0, 32);
    }
}
