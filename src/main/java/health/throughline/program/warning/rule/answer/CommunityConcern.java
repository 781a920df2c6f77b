package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Concern;
import java.util.List;

/** A moderator of a peer community told the team of a worry. */
public final class CommunityConcern implements WarningRule {

    @Override
    public String code() {
        return "community-concern";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return Worries.newest(picture, Concern.Source.COMMUNITY)
                .map(worry -> List.of(parameters.warning(
                        Worries.severity(worry, parameters),
                        worry.at(),
                        "A moderator of a peer community told the team of a worry" + Worries.strength(worry) + ".",
                        List.of(worry.key()))))
                .orElseGet(List::of);
    }
}
