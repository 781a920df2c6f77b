package health.throughline.program.warning.rule.date;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.fact.Supply;
import health.throughline.program.warning.rule.part.Words;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Days that the medicine handed out covers: PDC, the proportion of days covered. */
final class Coverage {

    private static final int DAYS = 30;

    private Coverage() {}

    /** The first day that {@code supplies} do not cover, when each is used up before the next is begun. */
    static LocalDate end(List<Supply> supplies) {
        LocalDate end = LocalDate.MIN;
        for (Supply supply : supplies) {
            LocalDate begun = supply.from().isAfter(end) ? supply.from() : end;
            end = begun.plusDays(supply.days());
        }
        return end;
    }

    /** Of a medicine that was begun at least so many days ago and given out twice at least: one that was not for once. */
    static Optional<Warning> low(PatientPicture picture, RuleParameters parameters) {
        Map<String, List<Supply>> byMedicine = picture.supplies().stream()
                .collect(Collectors.groupingBy(Supply::medicine, TreeMap::new, Collectors.toList()));
        LocalDate first = picture.today().minusDays(DAYS);
        return byMedicine.values().stream()
                .filter(supplies -> supplies.size() > 1
                        && !supplies.get(0).from().isAfter(first)
                        && end(supplies).isAfter(first))
                .flatMap(supplies -> low(supplies, picture, parameters).stream())
                .findFirst();
    }

    private static Optional<Warning> low(List<Supply> supplies, PatientPicture picture, RuleParameters parameters) {
        LocalDate first = picture.today().minusDays(DAYS);
        int covered = 0;
        LocalDate gap = picture.today();
        LocalDate previous = first.minusDays(1);
        for (int i = 0; i < DAYS; i++) {
            LocalDate day = first.plusDays(i);
            if (covers(supplies, day)) {
                covered++;
                previous = day;
            } else if (previous.equals(day.minusDays(1))) {
                gap = day;
            }
        }
        double share = (double) covered / DAYS;
        return share < parameters.number("min-share")
                ? Optional.of(parameters.warning(
                        picture.startOf(gap),
                        "The medicine handed out covers " + Words.percent(share) + " of the last " + DAYS + " days.",
                        List.of(supplies.get(supplies.size() - 1).key())))
                : Optional.empty();
    }

    private static boolean covers(List<Supply> supplies, LocalDate day) {
        LocalDate end = LocalDate.MIN;
        for (Supply supply : supplies) {
            LocalDate begun = supply.from().isAfter(end) ? supply.from() : end;
            end = begun.plusDays(supply.days());
            if (!day.isBefore(begun) && day.isBefore(end)) {
                return true;
            }
        }
        return false;
    }
}
