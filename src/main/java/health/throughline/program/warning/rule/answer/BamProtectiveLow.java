package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** The protective score of the Brief Addiction Monitor is low. */
public final class BamProtectiveLow implements WarningRule {

    private static final int RECENT_DAYS = 30;

    @Override
    public String code() {
        return "bam-protective-low";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return picture.recent("bam-protective", RECENT_DAYS)
                .filter(score -> score.value() <= parameters.number("threshold"))
                .map(score -> List.of(parameters.warning(
                        score.at(),
                        "The protective score of the Brief Addiction Monitor is " + Words.number(score.value()) + " on "
                                + score.day() + ".",
                        List.of(score.key()))))
                .orElseGet(List::of);
    }
}
