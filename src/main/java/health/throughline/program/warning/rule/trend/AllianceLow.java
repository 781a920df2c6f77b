package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** Sessions do not feel helpful to the client. */
public final class AllianceLow implements WarningRule {

    private static final int RECENT_DAYS = 30;

    @Override
    public String code() {
        return "alliance-low";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> ratings = picture.readings().known("session-feedback");
        List<Reading> low = Runs.trailing(ratings, rating -> rating.value() < parameters.number("threshold"));
        return low.size() >= parameters.whole("times")
                        && picture.recent("session-feedback", RECENT_DAYS).isPresent()
                ? List.of(parameters.warning(
                        low.get(0).at(),
                        "The last " + Words.count(low.size(), "rating") + " of sessions lay below "
                                + Words.number(parameters.number("threshold")) + " of 10.",
                        Runs.evidence(low)))
                : List.of();
    }
}
