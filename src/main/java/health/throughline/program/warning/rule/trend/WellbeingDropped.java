package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** Well-being is low and fell. */
public final class WellbeingDropped implements WarningRule {

    private static final int RECENT_DAYS = 30;

    @Override
    public String code() {
        return "wellbeing-drop";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> scores = picture.readings().known("who5-total");
        int last = scores.size() - 1;
        if (last < 1 || picture.recent("who5-total", RECENT_DAYS).isEmpty()) {
            return List.of();
        }
        double now = scores.get(last).value();
        double fall = scores.get(last - 1).value() - now;
        return now <= parameters.number("threshold") && fall >= parameters.number("change")
                ? List.of(parameters.warning(
                        scores.get(last).at(),
                        "WHO-5 fell by " + Words.number(fall) + " to " + Words.number(now) + " on "
                                + scores.get(last).day() + ".",
                        Runs.evidence(scores.subList(last - 1, last + 1))))
                : List.of();
    }
}
