package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import java.util.List;

/** The newest suicide screener shows a moderate risk. */
public final class SuicideRiskModerate implements WarningRule {

    @Override
    public String code() {
        return "cssrs-moderate";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return SuicideLevel.newest(picture)
                .filter(level -> level.coded().equals(parameters.text("level")))
                .map(level -> List.of(parameters.warning(
                        level.at(),
                        "The suicide screener of " + level.day() + " shows a moderate risk.",
                        List.of(level.key()))))
                .orElseGet(List::of);
    }
}
