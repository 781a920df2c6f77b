package health.throughline.program.warning;

import health.throughline.fhir.ResourceKey;
import java.time.Instant;
import java.util.List;

/**
 * What a rule has found.
 *
 * @param code of the rule
 * @param severity how serious
 * @param amber whether it is for the dashboard only: it makes no task
 * @param window start of what it is about: a rule raises one alert for a patient and window
 * @param text what was found, with its numbers, for those who may read the record
 * @param evidence what it was found in, newest first; never empty unless it is the absence of something
 */
public record Warning(
        String code, Severity severity, boolean amber, Instant window, String text, List<ResourceKey> evidence) {

    /** As of detectedissue-severity. */
    public enum Severity {
        HIGH,
        MODERATE,
        LOW
    }

    public Warning {
        evidence = List.copyOf(evidence);
    }
}
