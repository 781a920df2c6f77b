package health.throughline.program.session;

import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one client's part in one session.
 *
 * @param status code of attendance-status
 * @param minutes null when not said
 * @param reason code of attendance-reason; empty when none is said
 */
public record Attendance(
        ResourceKey appointment, String status, @Nullable Integer minutes, String reason) {

    /** Groups often run over. */
    private static final int OVER = 15;

    private static final Set<String> PRESENT = Set.of("attended", "partial", "late");

    /** Whether the client was there at all. */
    boolean present() {
        return PRESENT.contains(status) || (status.equals("technical-failure") && minutes != null && minutes > 0);
    }

    /**
     * How long the client was there.
     *
     * @throws Refusal UNPROCESSABLE when it does not fit what else is said
     */
    int attended(int scheduled) {
        if (minutes == null) {
            if (status.equals("partial") || status.equals("late")) {
                throw wrong("Say in 'minutes' how long the client was there.");
            }
            return present() ? scheduled : 0;
        }
        if (minutes < 0 || minutes > scheduled + OVER) {
            throw wrong("'minutes' lies between 0 and the minutes scheduled and " + OVER + " more: here "
                    + (scheduled + OVER) + ".");
        }
        if (PRESENT.contains(status) != (minutes > 0) && !status.equals("technical-failure")) {
            throw wrong("Who was there was there for some minutes, and who was not was there for none.");
        }
        return minutes;
    }

    private static Refusal wrong(String words) {
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                List.of(Issue.error("business-rule", words, "Parameters.parameter.where(name='attendance').part")));
    }
}
