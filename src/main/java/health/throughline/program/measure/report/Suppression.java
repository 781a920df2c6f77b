package health.throughline.program.measure.report;

import health.throughline.program.measure.Counts;
import health.throughline.program.measure.report.Row.Shown;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Withholds what fewer than eleven clients or events stand behind, and as much more as keeps it from being worked out: what
 * is left of a group when its other strata are taken away, and what is left of a whole when a part of it is.
 */
public final class Suppression {

    /** The smallest number that is told; none at all is told, too. */
    public static final int LEAST = 11;

    private Suppression() {}

    /** What of {@code results} may leave the programme. */
    public static List<GroupResult> of(List<GroupResult> results) {
        return results.stream().map(Suppression::of).toList();
    }

    private static GroupResult of(GroupResult result) {
        Row all = result.all().showing(shown(result.all()));
        Map<String, SortedMap<String, Row>> strata = new TreeMap<>();
        result.strata().forEach((stratifier, rows) -> strata.put(stratifier, strata(rows, all)));
        return new GroupResult(result.group(), all, strata);
    }

    private static Shown shown(Row row) {
        if (numbers(List.of(row)).noneMatch(Suppression::small)) {
            return Shown.ALL;
        }
        boolean large =
                row.clients().initial().size() >= LEAST && row.total().counts().initial() >= LEAST;
        return large ? Shown.SIZE : Shown.NOTHING;
    }

    /** Where the group itself does not tell all, its strata would tell it. */
    private static SortedMap<String, Row> strata(SortedMap<String, Row> rows, Row all) {
        Set<String> hidden = all.told() ? hidden(rows) : rows.keySet();
        SortedMap<String, Row> shown = new TreeMap<>();
        rows.forEach((stratum, row) ->
                shown.put(stratum, row.showing(hidden.contains(stratum) ? Shown.NOTHING : Shown.ALL)));
        return shown;
    }

    private static Set<String> hidden(SortedMap<String, Row> rows) {
        Set<String> hidden = new LinkedHashSet<>();
        List<String> bySize = new ArrayList<>(rows.keySet());
        bySize.sort(Comparator.comparing(stratum ->
                rows.getOrDefault(stratum, Row.of(Map.of())).clients().initial().size()));
        bySize.stream()
                .filter(stratum -> shown(rows.getOrDefault(stratum, Row.of(Map.of()))) != Shown.ALL)
                .forEach(hidden::add);
        while (!hidden.isEmpty() && hidden.size() < rows.size() && derivable(rows, hidden)) {
            bySize.stream()
                    .filter(stratum -> !hidden.contains(stratum))
                    .findFirst()
                    .ifPresent(hidden::add);
        }
        return hidden;
    }

    /** Whether the group less the strata that are told gives away what is not. */
    private static boolean derivable(SortedMap<String, Row> rows, Set<String> hidden) {
        List<Row> together = rows.entrySet().stream()
                .filter(entry -> hidden.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return together.size() < 2 || numbers(together).anyMatch(Suppression::small);
    }

    private static boolean small(long number) {
        return number > 0 && number < LEAST;
    }

    /** All that rows tell together, and what follows from it. */
    private static LongStream numbers(Collection<Row> rows) {
        Counts counts = rows.stream().map(row -> row.total().counts()).reduce(Counts.NONE, Counts::plus);
        LongStream clients = rows.stream()
                .map(Row::clients)
                .map(one -> List.of(
                        one.initial().size(),
                        one.excluded().size(),
                        one.met().size(),
                        one.unmet().size()))
                .reduce(List.of(0, 0, 0, 0), Suppression::sum)
                .stream()
                .mapToLong(number -> number);
        LongStream units = LongStream.of(
                counts.initial(),
                counts.denominator(),
                counts.excluded(),
                counts.numerator(),
                counts.counted(),
                counts.counted() - counts.numerator());
        return LongStream.concat(clients, units);
    }

    private static List<Integer> sum(List<Integer> one, List<Integer> other) {
        List<Integer> sum = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            sum.add(one.get(i) + other.get(i));
        }
        return sum;
    }
}
