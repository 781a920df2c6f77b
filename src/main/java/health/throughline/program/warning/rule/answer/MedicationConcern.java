package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** The client reported a side effect or a worry about a medicine. */
public final class MedicationConcern implements WarningRule {

    private static final int RECENT_DAYS = 14;

    @Override
    public String code() {
        return "medication-concern";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> effects = picture.readings().of("side-effect");
        if (effects.isEmpty()
                || effects.get(effects.size() - 1)
                        .day()
                        .isBefore(picture.today().minusDays(RECENT_DAYS))) {
            return List.of();
        }
        Reading newest = effects.get(effects.size() - 1);
        List<Reading> together = effects.stream()
                .filter(effect -> effect.at().equals(newest.at()))
                .toList();
        return List.of(parameters.warning(
                newest.at(),
                "The client reported " + Words.count(together.size(), "side effect") + " on " + newest.day() + ".",
                Runs.evidence(together)));
    }
}
