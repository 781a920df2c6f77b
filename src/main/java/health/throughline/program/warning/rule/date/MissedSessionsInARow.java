package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Session;
import health.throughline.program.warning.rule.part.Words;
import java.util.List;

/** The client missed sessions in a row without an excuse. */
public final class MissedSessionsInARow implements WarningRule {

    private static final int RECENT_DAYS = 21;

    @Override
    public String code() {
        return "missed-sessions-consecutive";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Session> counted = picture.care().counted();
        int first = counted.size();
        while (first > 0 && counted.get(first - 1).missed()) {
            first--;
        }
        List<Session> missed = counted.subList(first, counted.size());
        boolean recent = !missed.isEmpty()
                && !missed.get(missed.size() - 1).day().isBefore(picture.today().minusDays(RECENT_DAYS));
        return recent && missed.size() >= parameters.whole("sessions")
                ? List.of(parameters.warning(
                        missed.get(0).start(),
                        "The client missed " + Words.count(missed.size(), "session") + " in a row, from "
                                + missed.get(0).day() + " on.",
                        Sessions.evidence(missed)))
                : List.of();
    }
}
