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

/** The client is hardly sure to stay on track, or clearly less than usual. */
public final class ConfidenceDropped implements WarningRule {

    private static final int QUIET_DAYS = 7;

    @Override
    public String code() {
        return "confidence-drop";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> days = picture.readings().daily("confidence");
        int medianDays = parameters.whole("median-days");
        List<Reading> low = days.stream()
                .filter(day -> day.value() <= parameters.number("threshold")
                        || Usual.before(days, day, medianDays).orElse(Double.NEGATIVE_INFINITY)
                                >= day.value() + parameters.number("below-median"))
                .toList();
        if (low.isEmpty() || !Fresh.is(days, low, picture)) {
            return List.of();
        }
        List<Reading> together = Runs.chain(low, QUIET_DAYS);
        Reading newest = together.get(together.size() - 1);
        return List.of(parameters.warning(
                picture.startOf(together.get(0).day()),
                "Confidence to stay on track was " + Words.number(newest.value()) + " of 10 on " + newest.day() + ".",
                Runs.evidence(together)));
    }
}
