package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import java.util.List;

/** The PCL-5 rose by a meaningful amount. */
public final class Pcl5Worsened implements WarningRule {

    private static final int COMPARE_WITH = 3;
    private static final int MIN_AGE_DAYS = 7;

    @Override
    public String code() {
        return "pcl5-worsening";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return new TotalRise("101698-9", "PCL-5", parameters.number("change"), COMPARE_WITH, MIN_AGE_DAYS)
                .assess(picture, parameters);
    }
}
