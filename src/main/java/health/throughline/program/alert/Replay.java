package health.throughline.program.alert;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.fact.Episode;
import health.throughline.program.warning.fact.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One rule over the past of one patient, day by day, as if it had been in force. What it would have found on a day is taken
 * from what is known today of the time until then; an alert that goes on is counted once.
 *
 * @param horizon days within which a relapse after an alert makes the alert right (domain: 14)
 */
record Replay(WarningRule rule, RuleParameters parameters, LocalDate start, LocalDate end, int horizon) {

    /** Days without a finding after which the next one is another alert. */
    private static final int QUIET = 7;

    private static final String RELAPSE = "relapse-event";

    /**
     * @param whole what is known of the patient up to the end of the period, or later
     * @param closedAsRight whether the team closed the alert with this key as right
     */
    ReplayCount over(PatientPicture whole, Predicate<ResourceKey> closedAsRight) {
        TreeMap<LocalDate, Warning> alerts = new TreeMap<>();
        LocalDate lastFound = LocalDate.MIN;
        long days = 0;
        for (LocalDate day = start; !day.isAfter(end); day = day.plusDays(1)) {
            if (!watched(whole, day)) {
                continue;
            }
            days++;
            Instant evening = whole.startOf(day.plusDays(1)).minusMillis(1);
            for (Warning warning : rule.assess(whole.at(evening), parameters)) {
                if (!warning.amber()
                        && (lastFound.equals(LocalDate.MIN)
                                || lastFound.plusDays(QUIET).isBefore(day))) {
                    alerts.put(day, warning);
                }
                lastFound = warning.amber() ? lastFound : day;
            }
        }
        return counted(whole, alerts, days, closedAsRight);
    }

    private static boolean watched(PatientPicture picture, LocalDate day) {
        for (Episode episode : picture.care().episodes()) {
            LocalDate ended = episode.end();
            if (!episode.start().isAfter(day) && (ended == null || !ended.isBefore(day))) {
                return true;
            }
        }
        return false;
    }

    private ReplayCount counted(
            PatientPicture whole, TreeMap<LocalDate, Warning> alerts, long days, Predicate<ResourceKey> closedAsRight) {
        List<LocalDate> relapses = whole.readings().of(RELAPSE).stream()
                .map(Reading::day)
                .filter(day -> !day.isBefore(start) && !day.isAfter(end))
                .distinct()
                .toList();
        long right = alerts.entrySet().stream()
                .filter(alert -> relapses.stream().anyMatch(day -> follows(alert.getKey(), day))
                        || closedAsRight.test(AlertKeys.alert(whole.patient(), alert.getValue())))
                .count();
        List<Integer> leads = new ArrayList<>();
        for (LocalDate relapse : relapses) {
            Set<LocalDate> before = alerts.keySet();
            before.stream()
                    .filter(day -> follows(day, relapse))
                    .findFirst()
                    .ifPresent(day -> leads.add((int) ChronoUnit.DAYS.between(day, relapse)));
        }
        return new ReplayCount(days > 0 ? 1 : 0, days, alerts.size(), right, relapses.size(), leads.size(), leads);
    }

    private boolean follows(LocalDate alert, LocalDate relapse) {
        return !alert.isAfter(relapse) && !relapse.isAfter(alert.plusDays(horizon));
    }
}
