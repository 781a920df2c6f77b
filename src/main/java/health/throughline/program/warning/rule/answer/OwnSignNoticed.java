package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import health.throughline.program.warning.rule.part.Words;
import java.time.LocalDate;
import java.util.List;

/** The client noticed a sign that stands in their own plan. */
public final class OwnSignNoticed implements WarningRule {

    private static final int RECENT_DAYS = 7;

    @Override
    public String code() {
        return "plan-warning-sign-endorsed";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> noticed = picture.readings().of("personal-warning-sign").stream()
                .filter(Reading::yes)
                .toList();
        if (noticed.isEmpty()
                || noticed.get(noticed.size() - 1)
                        .day()
                        .isBefore(picture.today().minusDays(RECENT_DAYS))) {
            return List.of();
        }
        LocalDate day = noticed.get(noticed.size() - 1).day();
        List<Reading> signs =
                noticed.stream().filter(sign -> sign.day().equals(day)).toList();
        int days = daysInARow(noticed, day);
        boolean moderate =
                signs.size() >= parameters.whole("moderate-signs") || days >= parameters.whole("moderate-days");
        return List.of(parameters.warning(
                moderate ? Warning.Severity.MODERATE : parameters.severity(),
                picture.startOf(day),
                "The client noticed " + Words.count(signs.size(), "sign") + " of their own plan on " + day
                        + (days > 1 ? ", the day " + days + " in a row." : "."),
                Runs.evidence(signs)));
    }

    private static int daysInARow(List<Reading> noticed, LocalDate last) {
        int days = 1;
        while (noticed.stream().map(Reading::day).anyMatch(last.minusDays(days)::equals)) {
            days++;
        }
        return days;
    }
}
