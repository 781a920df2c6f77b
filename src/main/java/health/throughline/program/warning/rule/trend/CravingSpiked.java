package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Usual;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** The urge to drink or use is strong, or clearly stronger than usual. */
public final class CravingSpiked implements WarningRule {

    private static final int QUIET_DAYS = 7;
    private static final int LATELY_DAYS = 3;

    @Override
    public String code() {
        return "craving-spike";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> days = picture.readings().daily("craving");
        int medianDays = parameters.whole("median-days");
        List<Reading> spikes = days.stream()
                .filter(day -> day.value() >= parameters.number("threshold")
                        || Usual.before(days, day, medianDays).orElse(Double.POSITIVE_INFINITY)
                                <= day.value() - parameters.number("above-median"))
                .toList();
        if (spikes.isEmpty() || !Fresh.is(days, spikes, picture)) {
            return List.of();
        }
        List<Reading> together = Runs.chain(spikes, QUIET_DAYS);
        Reading newest = together.get(together.size() - 1);
        long lately = together.stream()
                .filter(day -> day.day().isAfter(newest.day().minusDays(LATELY_DAYS)))
                .count();
        return List.of(parameters.warning(
                lately >= parameters.whole("moderate-days") ? Warning.Severity.MODERATE : parameters.severity(),
                picture.startOf(together.get(0).day()),
                "Craving was " + Words.number(newest.value()) + " of 10 on " + newest.day() + ", and high on "
                        + Words.count(lately, "day") + " of three.",
                Runs.evidence(together)));
    }
}
