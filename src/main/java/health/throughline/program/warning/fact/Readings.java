package health.throughline.program.warning.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All readings of a patient by code, each code's oldest first; those of the same moment in the order of their ids. */
public final class Readings {

    /** Codes of checkin-item that only a check-in asks for. */
    private static final Set<String> OF_CHECK_INS = Set.of(
            "mood-low",
            "affect-composite",
            "craving",
            "confidence",
            "sleep-hours",
            "substance-used",
            "help-now",
            "personal-warning-sign");

    private static final Comparator<Reading> ORDER = Comparator.comparing(Reading::at)
            .thenComparing(reading -> reading.key().id());

    public static final Readings NONE = of(List.of());

    private final Map<String, List<Reading>> byCode;
    private final NavigableSet<LocalDate> checkInDays = new TreeSet<>();

    private Readings(Map<String, List<Reading>> byCode) {
        this.byCode = byCode;
        OF_CHECK_INS.forEach(code -> of(code).forEach(reading -> checkInDays.add(reading.day())));
    }

    public static Readings of(Collection<Reading> readings) {
        Map<String, List<Reading>> byCode = new HashMap<>();
        readings.stream()
                .sorted(ORDER)
                .forEach(one -> byCode.computeIfAbsent(one.code(), code -> new ArrayList<>())
                        .add(one));
        return new Readings(byCode);
    }

    /** Oldest first. */
    public List<Reading> of(String code) {
        return byCode.getOrDefault(code, List.of());
    }

    /** Those with a value, oldest first. */
    public List<Reading> known(String code) {
        return of(code).stream().filter(Reading::known).toList();
    }

    /** The newest with a value. */
    public Optional<Reading> latest(String code) {
        List<Reading> all = of(code);
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).known()) {
                return Optional.of(all.get(i));
            }
        }
        return Optional.empty();
    }

    /** The newest known one of each day, oldest first. */
    public List<Reading> daily(String code) {
        Map<LocalDate, Reading> days = new TreeMap<>();
        of(code).stream().filter(Reading::known).forEach(one -> days.put(one.day(), one));
        return List.copyOf(days.values());
    }

    /** Days on which the client checked in, whatever they left out. */
    public NavigableSet<LocalDate> checkInDays() {
        return checkInDays;
    }

    /** The newest moment of which anything is known. */
    public Optional<Instant> latest() {
        return byCode.values().stream().map(all -> all.get(all.size() - 1).at()).max(Comparator.naturalOrder());
    }

    public Readings until(Instant asOf) {
        Map<String, List<Reading>> kept = new HashMap<>();
        byCode.forEach((code, all) -> {
            List<Reading> before =
                    all.stream().filter(one -> !one.at().isAfter(asOf)).toList();
            if (!before.isEmpty()) {
                kept.put(code, before);
            }
        });
        return new Readings(kept);
    }
}
