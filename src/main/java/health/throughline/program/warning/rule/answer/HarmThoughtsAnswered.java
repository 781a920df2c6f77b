package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Words;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The question about thoughts of death or self-harm was answered with more than "not at all", whatever the total. */
public final class HarmThoughtsAnswered implements WarningRule {

    private static final String ADULT = "44260-8";
    private static final String ADOLESCENT = "phqa-9";
    private static final int RECENT_DAYS = 14;

    @Override
    public String code() {
        return "phq9-item9";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        return Stream.of(ADULT, ADOLESCENT)
                .flatMap(code -> picture.recent(code, RECENT_DAYS).stream())
                .max(Comparator.comparing(Reading::at))
                .filter(answer -> answer.value() >= parameters.number("threshold"))
                .map(answer -> List.of(warning(answer, parameters)))
                .orElseGet(List::of);
    }

    private static Warning warning(Reading answer, RuleParameters parameters) {
        boolean high = answer.value() >= parameters.number("high-threshold");
        return parameters.warning(
                high ? parameters.severity() : Warning.Severity.MODERATE,
                answer.at(),
                "Question 9 of the PHQ-9 was answered with " + Words.number(answer.value()) + " of 3 on " + answer.day()
                        + ". The suicide screener (C-SSRS) is to be done.",
                List.of(answer.key()));
    }
}
