package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import java.util.List;

/** The client asked for help now. */
public final class HelpWanted implements WarningRule {

    private static final int RECENT_DAYS = 2;

    @Override
    public String code() {
        return "help-now";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> asked = picture.readings().of("help-now").stream()
                .filter(answer ->
                        answer.yes() && !answer.day().isBefore(picture.today().minusDays(RECENT_DAYS)))
                .toList();
        return asked.isEmpty()
                ? List.of()
                : List.of(parameters.warning(
                        asked.get(asked.size() - 1).at(),
                        "The client asked for help on "
                                + asked.get(asked.size() - 1).day() + ".",
                        Runs.evidence(asked.subList(asked.size() - 1, asked.size()))));
    }
}
