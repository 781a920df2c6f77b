package health.throughline.program.warning.fact;

import health.throughline.fhir.ResourceKey;
import java.time.Instant;
import java.time.LocalDate;

/**
 * One Observation: a score, an answer, something noticed.
 *
 * @param code of its first coding
 * @param day on which it was, in the programme's zone
 * @param value a number; 1 or 0 for yes and no; what a coded answer weighs; NaN when none of these is known
 * @param coded code of a coded value, or the client's words for a sign of their own; empty when there is none
 */
public record Reading(String code, Instant at, LocalDate day, double value, String coded, ResourceKey key) {

    public boolean known() {
        return !Double.isNaN(value);
    }

    public boolean yes() {
        return value == 1;
    }
}
