package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import java.util.List;

/** The PHQ-9 rose by more than chance explains (Jacobson and Truax 1991). */
public final class Phq9Worsened implements WarningRule {

    private static final double NORMAL = 1.96;

    @Override
    public String code() {
        return "phq9-reliable-worsening";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return new TotalRise(
                        "44261-6",
                        "PHQ-9",
                        Math.max(parameters.number("change"), Math.ceil(reliable(parameters))),
                        parameters.whole("compare-with"),
                        parameters.whole("min-age-days"))
                .assess(picture, parameters);
    }

    /** RCI = 1.96 √2 SD √(1 − r). */
    private static double reliable(RuleParameters parameters) {
        double error =
                parameters.number("standard-deviation") * Math.sqrt(1 - parameters.number("internal-consistency"));
        return NORMAL * Math.sqrt(2) * error;
    }
}
