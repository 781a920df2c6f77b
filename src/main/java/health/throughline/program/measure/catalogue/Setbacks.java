package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Fact.Alert;
import health.throughline.program.measure.Fact.Setback;
import health.throughline.program.measure.MeasureCase;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What went back to where it was, and what warned of it. */
final class Setbacks {

    /** A single lapse is not one, nor is a crisis without use or symptoms. */
    private static final Set<String> RELAPSES = Set.of("relapse", "symptom-recurrence", "overdose");

    /** Raised by the report itself. */
    private static final String REPORTED = "relapse-reported";

    private static final Duration WARNING = Duration.ofDays(14);

    private Setbacks() {}

    /** The relapses of a client, the first one first. */
    static List<Setback> relapses(MeasureCase client) {
        return client.all(Setback.class)
                .filter(one -> RELAPSES.contains(one.type()))
                .sorted(Comparator.comparing(Setback::at))
                .toList();
    }

    /** The alerts of the fourteen days before, the first one first. */
    static List<Alert> warnings(MeasureCase client, Setback setback) {
        return client.all(Alert.class)
                .filter(Setbacks::active)
                .filter(alert -> !alert.rule().equals(REPORTED))
                .filter(alert -> setback.at().within(WARNING, alert.at()))
                .sorted(Comparator.comparing(Alert::at))
                .toList();
    }

    /** Whether anybody was told: rules on trial tell nobody. */
    static boolean active(Alert alert) {
        return alert.mode().isEmpty() || alert.mode().equals("active");
    }
}
