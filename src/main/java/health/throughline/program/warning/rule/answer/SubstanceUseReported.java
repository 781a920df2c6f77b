package health.throughline.program.warning.rule.answer;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Reading;
import health.throughline.program.warning.rule.part.Runs;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The client said that they drank or used; after a break from opioids the risk of an overdose is higher. */
public final class SubstanceUseReported implements WarningRule {

    private static final int RECENT_DAYS = 14;

    /** Tolerance of opioids is lost within days. */
    private static final int BREAK_DAYS = 7;

    @Override
    public String code() {
        return "substance-use-reported";
    }

    @Override
    public Timing timing() {
        return Timing.AT_ONCE;
    }

    @Override
    public List<Warning> assess(PatientPicture picture, RuleParameters parameters) {
        List<Reading> used = picture.readings().of("substance-used").stream()
                .filter(Reading::yes)
                .toList();
        if (used.isEmpty() || tooOld(used.get(used.size() - 1), picture)) {
            return List.of();
        }
        LocalDate day = used.get(used.size() - 1).day();
        List<Reading> kinds = picture.readings().of("substance-kind").stream()
                .filter(kind -> kind.day().equals(day))
                .toList();
        boolean overdose = opioids(kinds, picture) && afterBreak(used, day);
        List<Reading> evidence = Stream.concat(
                        kinds.stream(), used.stream().filter(one -> one.day().equals(day)))
                .toList();
        return List.of(parameters.warning(
                overdose ? parameters.severity("opioid-severity") : parameters.severity(),
                picture.startOf(day),
                "The client said on " + day + " that they drank or used" + named(kinds) + "."
                        + (overdose ? " After a break from opioids the risk of an overdose is higher." : ""),
                Runs.evidence(evidence)));
    }

    private static boolean tooOld(Reading one, PatientPicture picture) {
        return one.day().isBefore(picture.today().minusDays(RECENT_DAYS));
    }

    /** Where the client does not say what it was, the diagnosis decides. */
    private static boolean opioids(List<Reading> kinds, PatientPicture picture) {
        boolean unsaid = kinds.stream().allMatch(kind -> kind.coded().equals("unknown"));
        return kinds.stream().anyMatch(kind -> kind.coded().equals("opioids"))
                || unsaid && picture.care().diagnoses().opioidUse();
    }

    private static boolean afterBreak(List<Reading> used, LocalDate day) {
        return used.stream()
                .noneMatch(one -> one.day().isBefore(day) && one.day().isAfter(day.minusDays(BREAK_DAYS + 1)));
    }

    private static String named(List<Reading> kinds) {
        String names = kinds.stream().map(Reading::coded).distinct().sorted().collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : " (" + names + ")";
    }
}
