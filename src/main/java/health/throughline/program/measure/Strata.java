package health.throughline.program.measure;

import health.throughline.program.measure.Fact.Score;
import health.throughline.program.measure.Fact.Visit;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The strata that a client belongs to, whatever the measure. */
public final class Strata {

    public static final String MODALITY = "modality";
    public static final String SEVERITY = "severity";
    public static final String RULE = "rule";
    public static final String ALERT_SEVERITY = "alert-severity";

    /** Of a client of whom the stratum is not known. */
    public static final String UNKNOWN = "unknown";

    private Strata() {}

    /** Those of {@code client} in {@code period}. */
    public static Map<String, String> of(MeasureCase client, ReportingPeriod period) {
        return Map.of(MODALITY, modality(client, period), SEVERITY, severity(client, period));
    }

    /** By which way most sessions of the period were held; of as many, the first by name. */
    private static String modality(MeasureCase client, ReportingPeriod period) {
        Map<String, Integer> sessions = new TreeMap<>();
        client.all(Visit.class)
                .filter(visit ->
                        period.contains(visit.at()) && !visit.modality().isEmpty())
                .forEach(visit -> sessions.merge(visit.modality(), 1, Integer::sum));
        int most = sessions.values().stream().mapToInt(count -> count).max().orElse(0);
        return sessions.entrySet().stream()
                .filter(entry -> entry.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** The band of the first PHQ-9 of the enrolment that lasts last in the period. */
    private static String severity(MeasureCase client, ReportingPeriod period) {
        LocalDate from = client.treatments().stream()
                .map(Fact.Stay::from)
                .filter(start -> !start.isAfter(period.last()))
                .reduce((first, second) -> second)
                .orElse(period.first());
        Predicate<Score> within =
                score -> !score.at().day().isBefore(from) && !score.at().day().isAfter(period.last());
        return client.scores(Instrument.PHQ_9).stream()
                .filter(within)
                .findFirst()
                .map(score -> band(score.value()))
                .orElse(UNKNOWN);
    }

    private static String band(double phq9) {
        if (phq9 >= 20) {
            return "severe";
        }
        if (phq9 >= 15) {
            return "moderately-severe";
        }
        return phq9 >= 10 ? "moderate" : phq9 >= 5 ? "mild" : "minimal";
    }
}
