package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;
import java.util.Optional;

/** More puts the client at risk than protects them, by the Brief Addiction Monitor. */
public final class BamRiskExceedsProtective implements WarningRule {

    private static final int RECENT_DAYS = 30;

    @Override
    public String code() {
        return "bam-risk-exceeds-protective";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        Optional<Reading> risk = picture.recent("bam-risk", RECENT_DAYS);
        Optional<Reading> protection = picture.recent("bam-protective", RECENT_DAYS);
        boolean exceeds = risk.isPresent()
                && protection.isPresent()
                && risk.get().at().equals(protection.get().at())
                && risk.get().value() > protection.get().value();
        return exceeds
                ? List.of(parameters.warning(
                        risk.get().at(),
                        "The risk score of the Brief Addiction Monitor ("
                                + Words.number(risk.get().value())
                                + ") exceeds the protective score ("
                                + Words.number(protection.get().value()) + ") on "
                                + risk.get().day() + ".",
                        List.of(risk.get().key(), protection.get().key())))
                : List.of();
    }
}
