package health.throughline.search.type;

import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A comparison with ordered values, on alias {@code x} of an index table.
 *
 * @param condition what a row must satisfy
 * @param scans ranges of one index each, whose union is the condition
 * @param spans where the values start that most of the scans' rows have
 */
record Comparison(Sql condition, List<Sql> scans, List<Span> spans) {

    private static final double BEYOND = Double.POSITIVE_INFINITY;

    static final Comparison NOTHING = of(Sql.of("false"), Span.between(BEYOND, BEYOND));

    static Comparison of(Sql condition, Span span) {
        return new Comparison(condition, List.of(condition), List.of(span));
    }

    /** What satisfies one of {@code alternatives}. */
    static Comparison anyOf(List<Comparison> alternatives) {
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        return alternatives.isEmpty()
                ? NOTHING
                : new Comparison(
                        any(alternatives.stream().map(Comparison::condition).toList()),
                        alternatives.stream()
                                .flatMap(one -> one.scans().stream())
                                .toList(),
                        alternatives.stream()
                                .flatMap(one -> one.spans().stream())
                                .toList());
    }

    /** The same among the rows of {@code key}. */
    Comparison under(long key) {
        return new Comparison(
                Sql.of("x.key = ? AND ", key).add(condition),
                scans.stream()
                        .map(scan -> Sql.of("x.key = ? AND ", key).add(scan))
                        .toList(),
                spans.stream().map(span -> span.under(key)).toList());
    }

    /** The same among the rows that also satisfy {@code other}. */
    Comparison and(Sql other) {
        return new Comparison(
                new Sql().add(other).add(" AND ").add(condition),
                scans.stream()
                        .map(scan -> new Sql().add(other).add(" AND ").add(scan))
                        .toList(),
                spans);
    }

    /** Any of the alternatives of {@code asked}, each read by {@code comparison}, on any of its paths. */
    static Match match(String table, Asked asked, Function<String, Comparison> comparison) {
        List<Comparison> here = new ArrayList<>();
        for (String value : asked.values()) {
            Comparison one = comparison.apply(value);
            asked.paths().forEach(path -> here.add(one.under(path.id())));
        }
        return anyOf(here).on(table, asked);
    }

    /** As the match of {@code asked}: of one value and one path with one row, each resource comes once. */
    Match on(String table, Asked asked) {
        boolean one = asked.values().size() == 1
                && asked.paths().size() == 1
                && asked.paths().get(0).single();
        Match.Yield yields = one ? Match.Yield.ONCE : Match.Yield.REPEATED;
        return new Match(table, condition, scans, yields, List.of(), spans);
    }

    static Sql any(List<Sql> conditions) {
        return conditions.size() == 1
                ? conditions.get(0)
                : Sql.of("(").add(Sql.join(" OR ", conditions)).add(")");
    }
}
