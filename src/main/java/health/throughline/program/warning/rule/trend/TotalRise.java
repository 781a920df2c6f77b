package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/**
 * Totals of an instrument that are higher than the best of the ones before.
 *
 * @param code of the total
 * @param rise points that are a rise
 */
record TotalRise(String code, String instrument, double rise, int compareWith, int minAgeDays) {

    private static final int RECENT_DAYS = 30;

    /** Found in the newest total; it is about the first of the totals in a row that have risen so. */
    List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> totals = picture.readings().known(code);
        List<Reading> risen = Runs.trailing(totals, total -> best(totals, total) <= total.value() - rise);
        if (risen.isEmpty() || picture.recent(code, RECENT_DAYS).isEmpty()) {
            return List.of();
        }
        Reading newest = risen.get(risen.size() - 1);
        return List.of(parameters.warning(
                risen.get(0).at(),
                instrument + ": " + Words.number(newest.value()) + " on " + newest.day() + ", "
                        + Words.number(newest.value() - best(totals, newest)) + " more than the best before.",
                Runs.evidence(totals.subList(Math.max(0, totals.size() - compareWith - 1), totals.size()))));
    }

    /** The lowest of the last totals that are old enough to be compared with; infinite when there is none. */
    private double best(List<Reading> totals, Reading one) {
        List<Reading> before = totals.stream()
                .filter(total -> !total.day().isAfter(one.day().minusDays(minAgeDays)))
                .toList();
        return before.subList(Math.max(0, before.size() - compareWith), before.size()).stream()
                .mapToDouble(Reading::value)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
