package health.throughline.search.plan;

import health.throughline.search.query.Criterion;
import health.throughline.search.type.Match;
import health.throughline.search.value.DateRange;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.search.value.Prefix;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;

/** {@code _lastUpdated}: a moment, which the resource row itself holds and an index by type stands in the order of. */
final class LastUpdated {

    private static final String CODE = "_lastUpdated";

    private LastUpdated() {}

    /** Milliseconds between which one alternative lies, inclusively; or outside of which, when {@code not}. */
    private record Range(long low, long high, boolean not) {

        Sql on(String alias) {
            return Sql.of(alias + ".ts " + (not ? "NOT " : "") + "BETWEEN ? AND ?", low, high);
        }
    }

    static Sql on(String alias, Criterion.Updated updated, int depth) {
        List<Sql> any = new ArrayList<>();
        updated.values().forEach(value -> any.add(range(value).on(alias)));
        return Sql.of("(").add(Sql.join(" OR ", any)).add(")" + ofItsOwn(alias, depth));
    }

    /** Contained resources have no time of their own (dom-4), so that a chain does not find them by one. */
    private static String ofItsOwn(String alias, int depth) {
        return depth == 0 ? "" : " AND " + alias + ".rid > 0";
    }

    static Driver driver(Criterion.Updated updated, Estimates estimates, int depth) {
        List<Sql> scans = new ArrayList<>();
        double rows = 0;
        for (String value : updated.values()) {
            Range range = range(value);
            scans.add(Sql.of("SELECT x.rid FROM resource x WHERE ")
                    .add(CriterionCompiler.ofTypes("x", updated.types()))
                    .add(" AND ")
                    .add(range.on("x"))
                    .add(ofItsOwn("x", depth)));
            rows += estimates.changed(updated.types(), range.low(), range.high(), range.not());
        }
        Match.Yield yields = scans.size() == 1 ? Match.Yield.ONCE : Match.Yield.REPEATED;
        return new Driver(Sql.join(" UNION ALL ", scans), yields, rows, rows / 2, 1);
    }

    private static Range range(String value) {
        Prefix.Value parsed = Prefix.parse(Escapes.unescape(value));
        DateRange asked = DateRange.parse(parsed.text())
                .orElseThrow(() -> InvalidSearch.value(
                        CODE,
                        "an instant such as 2026-01-31 or 2026-01-31T10:00:00Z, "
                                + "with or without one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap"));
        return switch (parsed.prefix()) {
            case EQ -> new Range(asked.lo(), asked.hi(), false);
            case NE -> new Range(asked.lo(), asked.hi(), true);
            case LT, EB -> new Range(DateRange.BEGINNING, asked.lo() - 1, false);
            case LE -> new Range(DateRange.BEGINNING, asked.hi(), false);
            case GT, SA -> new Range(asked.hi() + 1, DateRange.END, false);
            case GE -> new Range(asked.lo(), DateRange.END, false);
            case AP -> {
                DateRange around = asked.around(System.currentTimeMillis());
                yield new Range(around.lo(), around.hi(), false);
            }
        };
    }
}
