package health.throughline.program.warning.rule.date;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.fact.Session;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Sums over sessions. */
final class Sessions {

    private static final double MINUTES = 60;

    private Sessions() {}

    /** Newest first. */
    static List<ResourceKey> evidence(List<Session> sessions) {
        List<ResourceKey> keys =
                new ArrayList<>(sessions.stream().map(Session::key).toList());
        Collections.reverse(keys);
        return keys;
    }

    static double attendedHours(List<Session> sessions) {
        return sessions.stream().mapToInt(Session::attendedMinutes).sum() / MINUTES;
    }

    static double scheduledHours(List<Session> sessions) {
        return sessions.stream().mapToInt(Session::scheduledMinutes).sum() / MINUTES;
    }
}
