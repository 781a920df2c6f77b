package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import java.util.List;

/** Somebody reported a setback. */
public final class SetbackReported implements WarningRule {

    private static final int RECENT_DAYS = 30;

    @Override
    public String code() {
        return "relapse-reported";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> events = picture.readings().of("relapse-event").stream()
                .filter(event -> !event.day().isBefore(picture.today().minusDays(RECENT_DAYS)))
                .toList();
        if (events.isEmpty()) {
            return List.of();
        }
        Reading newest = events.get(events.size() - 1);
        return List.of(parameters.warning(
                newest.at(),
                "A setback (" + newest.coded() + ") was reported for " + newest.day() + ".",
                List.of(newest.key())));
    }
}
