package health.throughline.program.warning.rule.trend;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** The client slept too little for nights in a row. */
public final class SleepLost implements WarningRule {

    @Override
    public String code() {
        return "sleep-loss";
    }

    @Override
    public Timing timing() {
        return Timing.SOON;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> nights = picture.readings().daily("sleep-hours");
        List<Reading> shortNights = Runs.trailingDays(nights, night -> night.value() < parameters.number("hours"));
        if (shortNights.size() < parameters.whole("nights") || !Fresh.is(nights, shortNights, picture)) {
            return List.of();
        }
        return List.of(parameters.warning(
                picture.care().diagnoses().bipolar() ? parameters.severity("bipolar-severity") : parameters.severity(),
                picture.startOf(shortNights.get(0).day()),
                "Less than " + Words.number(parameters.number("hours")) + " hours of sleep for "
                        + Words.count(shortNights.size(), "night") + " in a row.",
                Runs.evidence(shortNights)));
    }
}
