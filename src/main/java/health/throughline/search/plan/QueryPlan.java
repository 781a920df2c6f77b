package health.throughline.search.plan;

import health.throughline.search.plan.SearchCompiler.After;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.type.Match;
import health.throughline.store.KeyFrequencies;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one search is carried out: from the driver's row numbers through the lookups of the other criteria to the
 * resource rows, or straight from the rows of the type when no criterion is a better start.
 */
final class QueryPlan {

    private static final double SEEK = 1;
    private static final double FOLLOW = 30;

    private final SearchQuery query;
    private final CriterionCompiler compiler;
    private final @Nullable Candidate driving;

    private record Candidate(Criterion criterion, Driver driver) {}

    private QueryPlan(SearchQuery query, CriterionCompiler compiler, @Nullable Candidate driving) {
        this.query = query;
        this.compiler = compiler;
        this.driving = driving;
    }

    /** @param all whether every match is needed, to count or to sort it, and not just the first {@code limit} */
    static QueryPlan of(
            SearchQuery query, CriterionCompiler compiler, KeyFrequencies frequencies, int limit, boolean all) {
        double rows =
                Math.max(query.types().stream().mapToDouble(frequencies::type).sum(), 1);
        List<Candidate> candidates = new ArrayList<>();
        for (Criterion criterion : query.criteria()) {
            Driver.of(criterion, compiler, frequencies, 0)
                    .ifPresent(driver -> candidates.add(new Candidate(criterion, driver)));
        }
        double least = examined(null, candidates, rows, limit, all) * lookups(null, query);
        Candidate best = null;
        for (Candidate candidate : candidates) {
            double cost = examined(candidate, candidates, rows, limit, all) * lookups(candidate, query);
            if (cost < least) {
                least = cost;
                best = candidate;
            }
        }
        return new QueryPlan(query, compiler, best);
    }

    /** Rows looked at when {@code start} drives: all of its own, or as many as fill a page if they come in order. */
    private static double examined(
            @Nullable Candidate start, List<Candidate> candidates, double rows, int limit, boolean all) {
        double own = start == null ? rows : start.driver().rows();
        boolean ordered = start == null || start.driver().ordered();
        if (all || !ordered) {
            return own;
        }
        double passing = 1;
        for (Candidate other : candidates) {
            passing *= other == start ? 1 : Math.min(1, other.driver().rows() / rows);
        }
        return Math.min(own, limit / Math.max(passing, 1e-9));
    }

    /** What one examined row costs. */
    private static double lookups(@Nullable Candidate start, SearchQuery query) {
        double cost = SEEK;
        for (Criterion criterion : query.criteria()) {
            boolean follows = criterion instanceof Criterion.Has || criterion instanceof Criterion.Chain;
            cost += start != null && criterion == start.criterion() ? 0 : follows ? FOLLOW : SEEK;
        }
        return cost;
    }

    /** FROM and WHERE, the resource row being r; only rows after {@code after}. */
    Sql from(@Nullable After after) {
        Sql sql = new Sql();
        if (driving == null) {
            sql.add("resource r WHERE ").add(compiler.visible("r", query.types()));
            sql.add(after == null ? new Sql() : Sql.of(" AND r.rid < ?", after.rid()));
            return sql.add(lookups(query.criteria(), "r"));
        }
        sql.add("(").add(rids(after)).add(") d JOIN resource r ON r.rid = d.rid WHERE ");
        return sql.add(compiler.visible("r", query.types())).add(lookups(onRow(), "r"));
    }

    /**
     * Whether the index alone tells which resources match. Its rows are of this type and of nothing deleted; ids and what
     * others refer to may be of anything, and only the resource row tells.
     */
    boolean indexOnly() {
        return driving != null
                && CriterionCompiler.needsOnlyRid(driving.criterion())
                && onRow().isEmpty()
                && compiler.unrestricted();
    }

    /** A page with the number of all matches behind its columns, both from one pass over the index. */
    Sql countedPage(@Nullable After after, int limit) {
        Sql sql = Sql.of("WITH m AS MATERIALIZED (").add(numbers(null)).add(") SELECT " + ResourceTable.COLUMNS);
        sql.add(", (SELECT count(*) FROM m) FROM (SELECT m.rid FROM m");
        sql.add(after == null ? new Sql() : Sql.of(" WHERE m.rid < ?", after.rid()));
        return sql.add(
                " ORDER BY m.rid DESC LIMIT " + limit + ") d JOIN resource r ON r.rid = d.rid ORDER BY r.rid DESC");
    }

    /** The number of matches, without the resource rows where nothing is asked of them. */
    Sql count() {
        return indexOnly()
                ? Sql.of("SELECT count(*) FROM (").add(numbers(null)).add(") d")
                : Sql.of("SELECT count(*) FROM ").add(from(null));
    }

    /** The driver's row numbers that pass the lookups, newest first; fenced, so that they are tried in this order. */
    private Sql rids(@Nullable After after) {
        return numbers(after).add(" ORDER BY d.rid DESC OFFSET 0");
    }

    private Sql numbers(@Nullable After after) {
        Driver driver = java.util.Objects.requireNonNull(driving).driver();
        boolean repeated = driver.yields() == Match.Yield.REPEATED;
        Sql sql = Sql.of(repeated ? "SELECT d.rid FROM (SELECT DISTINCT d.rid FROM (" : "SELECT d.rid FROM (")
                .add(driver.rids())
                .add(repeated ? ") d) d" : ") d");
        sql.add(" WHERE true").add(after == null ? new Sql() : Sql.of(" AND d.rid < ?", after.rid()));
        return sql.add(lookups(onIndex(), "d"));
    }

    private Sql lookups(List<Criterion> criteria, String alias) {
        Sql sql = new Sql();
        criteria.forEach(criterion -> sql.add(" AND ").add(compiler.on(alias, criterion, 0)));
        return sql;
    }

    private List<Criterion> onIndex() {
        return others().stream().filter(CriterionCompiler::needsOnlyRid).toList();
    }

    private List<Criterion> onRow() {
        return others().stream()
                .filter(criterion -> !CriterionCompiler.needsOnlyRid(criterion))
                .toList();
    }

    private List<Criterion> others() {
        Optional<Criterion> start = Optional.ofNullable(driving).map(Candidate::criterion);
        return query.criteria().stream()
                .filter(criterion -> start.isEmpty() || criterion != start.get())
                .toList();
    }
}
