package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;
import java.util.Optional;

/** Medicine was not taken for days, or does not cover them. */
public final class MedicationGap implements WarningRule {

    @Override
    public String code() {
        return "medication-gap";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return new OpioidMedicineGap(picture, parameters)
                .assess()
                .or(() -> notTaken(picture, parameters))
                .or(() -> Coverage.low(picture, parameters))
                .map(List::of)
                .orElseGet(List::of);
    }

    private static Optional<Warning> notTaken(PatientPicture picture, RuleParameters parameters) {
        List<Reading> run = NotTaken.run(picture);
        return run.size() < parameters.whole("days")
                ? Optional.empty()
                : Optional.of(parameters.warning(
                        picture.startOf(run.get(0).day()),
                        "Medicine was not taken on " + Words.count(run.size(), "day") + " in a row, from "
                                + run.get(0).day() + " on.",
                        Runs.evidence(run)));
    }
}
