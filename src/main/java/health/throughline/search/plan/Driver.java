package health.throughline.search.plan;

import health.throughline.search.query.Criterion;
import health.throughline.search.type.Match;
import health.throughline.search.type.ReferenceSearch;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a search starts: a query that yields the row numbers satisfying one criterion.
 *
 * @param yields whether each comes once, and in row number order, so that a page can stop early
 * @param rows how many are expected at most, so that starting from them is not taken for cheap
 * @param least how few there may be, so that nobody counts on meeting them soon
 * @param effort what finding one of them takes, one being a row of an index
 * @param arms the codes within which its rows stand in order, if that is so
 */
record Driver(Sql rids, Match.Yield yields, double rows, double least, double effort, Match.@Nullable Arms arms) {

    Driver(Sql rids, Match.Yield yields, double rows, double least, double effort) {
        this(rids, yields, rows, least, effort, null);
    }

    private static final double UNEVEN = 4;
    private static final double FOLLOWED = 8;

    boolean ordered() {
        return yields == Match.Yield.IN_ORDER;
    }

    /** The driver for {@code criterion}, if it can be one. */
    static Optional<Driver> of(Criterion criterion, CriterionCompiler compiler, Estimates estimates, int depth) {
        if (criterion instanceof Criterion.Values values) {
            return values.positive() ? Optional.of(of(compiler.match(values), estimates)) : Optional.empty();
        }
        if (criterion instanceof Criterion.Found found) {
            return Optional.of(of(found.match(), estimates));
        }
        if (criterion instanceof Criterion.Hierarchy hierarchy) {
            return Optional.of(of(compiler.walk(hierarchy), estimates));
        }
        if (criterion instanceof Criterion.Ids ids && !(depth == 0 && compiler.inside())) {
            long[] keys = compiler.fkeys(ids);
            return Optional.of(new Driver(
                    Sql.of("SELECT x.rid FROM resource x WHERE x.fkey = ANY (?)", keys),
                    Match.Yield.REPEATED,
                    (double) ids.ids().size() * ids.types().size(),
                    1,
                    FOLLOWED));
        }
        if (criterion instanceof Criterion.Updated updated) {
            return Optional.of(LastUpdated.driver(updated, estimates, depth));
        }
        if (criterion instanceof Criterion.Chain chain) {
            return of(chain.inner(), compiler, estimates, depth + 1)
                    .map(inner -> chained(chain, inner, compiler, estimates, depth + 1));
        }
        if (criterion instanceof Criterion.Has has) {
            return of(has.inner(), compiler, estimates, depth + 1)
                    .map(inner -> referredTo(has, inner, compiler, depth + 1));
        }
        if (criterion instanceof Criterion.AnyOf anyOf) {
            return anyOf(anyOf, compiler, estimates, depth);
        }
        if (criterion instanceof Criterion.AllOf allOf) {
            return narrowest(allOf, compiler, estimates, depth);
        }
        return Optional.empty();
    }

    private static Driver of(Match match, Estimates estimates) {
        List<Sql> scans = match.scans().stream()
                .map(scan -> Sql.of("SELECT x.rid FROM " + match.table() + " x WHERE ")
                        .add(scan))
                .toList();
        Driver own = new Driver(
                Sql.join(" UNION ALL ", scans),
                match.yields(),
                estimates.rows(match),
                estimates.least(match),
                1,
                match.codes().arms());
        Match other = match.or();
        if (other == null) {
            return own;
        }
        Driver also = of(other, estimates);
        Sql either = own.rids().add(" UNION ALL ").add(also.rids());
        return new Driver(either, Match.Yield.REPEATED, own.rows() + also.rows(), own.least(), 1);
    }

    private static Driver chained(
            Criterion.Chain chain, Driver inner, CriterionCompiler compiler, Estimates estimates, int depth) {
        String target = "r" + depth;
        Sql rids = Sql.of("SELECT x.rid FROM (")
                .add(inner.rids())
                .add(") d JOIN resource " + target + " ON " + target + ".rid = d.rid AND ")
                .add(compiler.visible(target, chain.target()))
                .add(
                        " JOIN idx_reference x ON x.target = " + target + ".fkey AND x.path = ANY (?)",
                        ReferenceSearch.ids(chain.reference().paths()));
        double fan = estimates.referring(chain);
        return new Driver(
                rids, Match.Yield.REPEATED, inner.rows() * fan, inner.least() * Math.max(1, fan / UNEVEN), FOLLOWED);
    }

    private static Driver referredTo(Criterion.Has has, Driver inner, CriterionCompiler compiler, int depth) {
        String source = "r" + depth;
        Sql rids = Sql.of("SELECT x.rid FROM (")
                .add(inner.rids())
                .add(") d JOIN resource " + source + " ON " + source + ".rid = d.rid AND ")
                .add(compiler.visible(source, has.source()))
                .add(
                        " JOIN idx_reference h ON h.rid = d.rid AND h.path = ANY (?) JOIN resource x ON x.fkey = h.target",
                        ReferenceSearch.ids(has.reference().paths()))
                .add(CriterionCompiler.target("x", has.reference()));
        return new Driver(rids, Match.Yield.REPEATED, inner.rows(), inner.least() / UNEVEN, FOLLOWED);
    }

    /** Starts from the rarest; the others, and those that cannot be started from, are asked of each of its rows. */
    private static Optional<Driver> narrowest(
            Criterion.AllOf allOf, CriterionCompiler compiler, Estimates estimates, int depth) {
        Criterion start = null;
        Driver least = null;
        for (Criterion one : allOf.all()) {
            Driver driver = of(one, compiler, estimates, depth).orElse(null);
            if (driver != null && (least == null || driver.rows() < least.rows())) {
                least = driver;
                start = one;
            }
        }
        if (least == null) {
            return Optional.empty();
        }
        Sql rids =
                Sql.of("SELECT d.rid FROM (").add(least.rids()).add(") d JOIN resource f ON f.rid = d.rid WHERE true");
        for (Criterion one : allOf.all()) {
            if (one != start) {
                rids.add(" AND ").add(compiler.on("f", one, depth));
            }
        }
        return Optional.of(new Driver(rids, Match.Yield.REPEATED, least.rows(), least.least() / UNEVEN, FOLLOWED));
    }

    private static Optional<Driver> anyOf(
            Criterion.AnyOf anyOf, CriterionCompiler compiler, Estimates estimates, int depth) {
        List<Sql> parts = new ArrayList<>();
        double rows = 0;
        double fewest = 0;
        for (Criterion one : anyOf.alternatives()) {
            Optional<Driver> driver = of(one, compiler, estimates, depth);
            if (driver.isEmpty()) {
                return Optional.empty();
            }
            parts.add(driver.get().rids());
            rows += driver.get().rows();
            fewest += driver.get().least();
        }
        return Optional.of(new Driver(Sql.join(" UNION ALL ", parts), Match.Yield.REPEATED, rows, fewest, 1));
    }
}
