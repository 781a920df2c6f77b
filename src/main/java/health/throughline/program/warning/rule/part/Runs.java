package health.throughline.program.warning.rule.part;

import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.fact.Reading;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Stretches at the end of a row of readings that belong together. */
public final class Runs {

    /** More evidence than this nobody reads. */
    private static final int MOST_EVIDENCE = 10;

    private Runs() {}

    /** The last readings of {@code row} for which {@code flagged} holds without a break, oldest first. */
    public static List<Reading> trailing(List<Reading> row, Predicate<Reading> flagged) {
        int first = row.size();
        while (first > 0 && flagged.test(row.get(first - 1))) {
            first--;
        }
        return row.subList(first, row.size());
    }

    /** The same of days that follow each other: a day without a reading ends it. */
    public static List<Reading> trailingDays(List<Reading> row, Predicate<Reading> flagged) {
        List<Reading> run = trailing(row, flagged);
        return chain(run, 1);
    }

    /** The last readings of {@code row} between which no more than {@code days} pass each, oldest first. */
    public static List<Reading> chain(List<Reading> row, int days) {
        int first = row.size() - 1;
        while (first > 0
                && ChronoUnit.DAYS.between(
                                row.get(first - 1).day(), row.get(first).day())
                        <= days) {
            first--;
        }
        return row.subList(Math.max(0, first), row.size());
    }

    /** Newest first. */
    public static List<ResourceKey> evidence(List<Reading> readings) {
        List<ResourceKey> keys =
                new ArrayList<>(readings.stream().map(Reading::key).toList());
        Collections.reverse(keys);
        return keys.stream().distinct().limit(MOST_EVIDENCE).toList();
    }
}
