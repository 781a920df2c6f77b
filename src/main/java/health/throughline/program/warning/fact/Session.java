package health.throughline.program.warning.fact;

import health.throughline.fhir.ResourceKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * One planned session of the client and what came of it.
 *
 * @param attendedMinutes 0 when the client was not there
 * @param key of the attendance; of the Appointment where none was recorded
 */
public record Session(
        Instant start, LocalDate day, int scheduledMinutes, int attendedMinutes, Status status, ResourceKey key) {

    /** As attendance-status; PLANNED when nothing was recorded. */
    public enum Status {
        ATTENDED,
        PARTIAL,
        LATE,
        NO_SHOW,
        CANCELLED_BY_CLIENT,
        CANCELLED_BY_PROGRAM,
        EXCUSED,
        TECHNICAL_FAILURE,
        PLANNED;

        /** @param code of attendance-status; PLANNED when it is none */
        public static Status of(String code) {
            String name = code.toUpperCase(Locale.ROOT).replace('-', '_');
            for (Status status : values()) {
                if (status.name().equals(name)) {
                    return status;
                }
            }
            return PLANNED;
        }
    }

    /** Whether it counts against the client: missed, and not as the value set attendance-excused has it. */
    public boolean missed() {
        return status == Status.NO_SHOW || status == Status.CANCELLED_BY_CLIENT;
    }

    public boolean kept() {
        return status == Status.ATTENDED || status == Status.PARTIAL || status == Status.LATE;
    }

    /** Whether it says anything of the client's coming. */
    public boolean counts() {
        return kept() || missed();
    }
}
