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
 * @param span where the values start that most of the scans' rows have
 */
record Comparison(Sql condition, List<Sql> scans, Span span) {

    static Comparison of(Sql condition, Span span) {
        return new Comparison(condition, List.of(condition), span);
    }

    /** The same among the rows of {@code key}. */
    Comparison under(long key) {
        return new Comparison(
                Sql.of("x.key = ? AND ", key).add(condition),
                scans.stream()
                        .map(scan -> Sql.of("x.key = ? AND ", key).add(scan))
                        .toList(),
                span.under(key));
    }

    /** The same among the rows that also satisfy {@code other}. */
    Comparison and(Sql other) {
        return new Comparison(
                new Sql().add(other).add(" AND ").add(condition),
                scans.stream()
                        .map(scan -> new Sql().add(other).add(" AND ").add(scan))
                        .toList(),
                span);
    }

    /** Any of the alternatives of {@code asked}, each read by {@code comparison}, on any of its paths. */
    static Match match(String table, Asked asked, Function<String, Comparison> comparison) {
        List<Sql> conditions = new ArrayList<>();
        List<Sql> scans = new ArrayList<>();
        List<Span> spans = new ArrayList<>();
        for (String value : asked.values()) {
            Comparison one = comparison.apply(value);
            for (SearchPath path : asked.paths()) {
                Comparison here = one.under(path.id());
                conditions.add(here.condition());
                scans.addAll(here.scans());
                spans.add(here.span());
            }
        }
        boolean one = asked.values().size() == 1
                && asked.paths().size() == 1
                && asked.paths().get(0).single();
        Match.Yield yields = one ? Match.Yield.ONCE : Match.Yield.REPEATED;
        return new Match(table, any(conditions), scans, yields, List.of(), spans);
    }

    static Sql any(List<Sql> conditions) {
        return conditions.size() == 1
                ? conditions.get(0)
                : Sql.of("(").add(Sql.join(" OR ", conditions)).add(")");
    }
}
