package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import java.util.List;

/** The GAD-7 rose by more than chance explains. */
public final class Gad7Worsened implements WarningRule {

    @Override
    public String code() {
        return "gad7-reliable-worsening";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return new TotalRise(
                        "70274-6",
                        "GAD-7",
                        parameters.number("change"),
                        parameters.whole("compare-with"),
                        parameters.whole("min-age-days"))
                .assess(picture, parameters);
    }
}
