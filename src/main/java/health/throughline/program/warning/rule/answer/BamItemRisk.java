package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** An answer of the Brief Addiction Monitor about craving or risky situations stands out. */
public final class BamItemRisk implements WarningRule {

    private static final List<String> ITEMS = List.of("bam-8", "bam-11");
    private static final int RECENT_DAYS = 30;

    @Override
    public String code() {
        return "bam-item-risk";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> answers = ITEMS.stream()
                .flatMap(item -> picture.recent(item, RECENT_DAYS).stream())
                .filter(answer -> answer.value() >= parameters.number("threshold"))
                .sorted(Comparator.comparing(Reading::at))
                .toList();
        if (answers.isEmpty()) {
            return List.of();
        }
        String named = answers.stream()
                .map(answer -> "question " + answer.code().substring("bam-".length()) + " with "
                        + Words.number(answer.value()))
                .collect(Collectors.joining(" and "));
        return List.of(parameters.warning(
                answers.get(answers.size() - 1).at(),
                "The Brief Addiction Monitor: " + named + " of 4.",
                Runs.evidence(answers)));
    }
}
