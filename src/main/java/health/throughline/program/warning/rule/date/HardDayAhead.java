package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import java.time.LocalDate;
import java.util.List;

/** A day that the plan names as hard is coming up. */
public final class HardDayAhead implements WarningRule {

    @Override
    public String code() {
        return "high-risk-date";
    }

    @Override
    public Timing timing() {
        return Timing.BY_THE_CLOCK;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        LocalDate last = picture.today().plusDays(parameters.whole("days-ahead"));
        return picture.papers().current().stream()
                .flatMap(plan -> plan.hardDays(picture.today(), last).stream()
                        .map(day -> parameters.warning(
                                picture.startOf(day),
                                "A day that the plan names as hard comes up on " + day + ".",
                                List.of(plan.key()))))
                .toList();
    }
}
