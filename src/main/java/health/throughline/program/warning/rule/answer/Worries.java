package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.fact.Concern;
import java.util.Optional;

/** How serious a worry is that somebody told the team: it follows from what they said. */
final class Worries {

    private static final int RECENT_DAYS = 14;
    private static final int VERY = 7;

    private Worries() {}

    static Optional<Concern> newest(PatientPicture picture, Concern.Source source) {
        return picture.concerns().stream()
                .filter(worry -> worry.source() == source)
                .reduce((one, other) -> other)
                .filter(worry ->
                        !picture.day(worry.at()).isBefore(picture.today().minusDays(RECENT_DAYS)));
    }

    static Warning.Severity severity(Concern worry, RuleParameters parameters) {
        if (worry.unsafe()) {
            return Warning.Severity.HIGH;
        }
        return worry.worry() >= VERY ? Warning.Severity.MODERATE : parameters.severity();
    }

    static String strength(Concern worry) {
        if (worry.unsafe()) {
            return " that cannot wait";
        }
        return worry.worry() > 0 ? " of " + worry.worry() + " on a scale to 10" : "";
    }
}
