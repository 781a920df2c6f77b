package health.throughline.search.plan;

import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.type.Match;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one search is carried out: from the driver's row numbers through the lookups of the other criteria to the
 * resource rows, straight from the rows of the type, or along an index that stands in the order asked for.
 */
final class QueryPlan {

    private final SearchQuery query;
    private final SortKeys sort;
    private final CriterionCompiler compiler;
    private final PlanChoice choice;

    QueryPlan(SearchQuery query, CriterionCompiler compiler, PlanChoice choice) {
        this.query = query;
        this.sort = new SortKeys(query.sort());
        this.compiler = compiler;
        this.choice = choice;
    }

    PlanChoice choice() {
        return choice;
    }

    /** The same search, answered another way. */
    QueryPlan by(PlanChoice.Way way) {
        return new QueryPlan(query, compiler, choice.by(way));
    }

    SortKeys sort() {
        return sort;
    }

    /** The values sorted by, of the row r. */
    Sql sortColumns() {
        return sort.columns(new SortValues(compiler), 0);
    }

    /** A page: {@link ResourceTable#COLUMNS}, then one column per sort key; backwards when the cursor goes back. */
    Sql page(@Nullable Cursor cursor, int limit) {
        boolean back = cursor != null && cursor.back();
        Match.Arms arms = choice.arms();
        if (arms != null) {
            return armed(arms, cursor, limit, back);
        }
        if (sort.isEmpty()) {
            return Sql.of("SELECT " + ResourceTable.COLUMNS + " FROM ")
                    .add(from(cursor, true))
                    .add(" ORDER BY " + sort.ridOrder("r", back) + " LIMIT " + limit);
        }
        SortedScan scan = choice.scan();
        return scan == null ? sorted(cursor, limit) : scanned(scan, cursor, limit, back);
    }

    /** The first matches of each code and system, which stand in row order within them, and the first of all these. */
    private Sql armed(Match.Arms arms, @Nullable Cursor cursor, int limit, boolean back) {
        Sql sql = Sql.of("SELECT " + ResourceTable.COLUMNS + " FROM (SELECT DISTINCT d.rid FROM ")
                .add(pairs(arms))
                .add(" s CROSS JOIN LATERAL (SELECT d.rid FROM idx_token d JOIN resource r ON r.rid = d.rid "
                        + "WHERE d.key = s.key AND d.sys = s.sys" + compiler.sought("d"));
        sql.add(cursor == null ? new Sql() : Sql.of(" AND ").add(sort.ridBeyond("d", cursor)));
        sql.add(lookups(on(true, others()), "d")).add(" AND ").add(compiler.visible("r", query.types()));
        return sql.add(lookups(on(false, others()), "r"))
                .add(" ORDER BY " + sort.ridOrder("d", back) + " LIMIT " + limit
                        + ") d) p JOIN resource r ON r.rid = p.rid ORDER BY " + sort.ridOrder("r", back) + " LIMIT "
                        + limit);
    }

    /** Where a system is left open, those that the code is used with. */
    private static Sql pairs(Match.Arms arms) {
        Sql given = Sql.of(
                "(SELECT g.key, g.sys FROM unnest(?::bigint[], ?::int[]) g (key, sys)", arms.keys(), arms.systems());
        return arms.open()
                ? given.add(
                        " WHERE g.sys >= 0 UNION SELECT c.key, c.sys FROM used_code c WHERE c.key = ANY (?))",
                        arms.openKeys())
                : given.add(")");
    }

    /** Sorts row numbers and sort values only; the bodies of the page are fetched afterwards. */
    private Sql sorted(@Nullable Cursor cursor, int limit) {
        Sql rows = Sql.of("SELECT r.rid")
                .add(sortColumns())
                .add(" FROM ")
                .add(unsorted())
                .add(" OFFSET 0");
        return sort.resources(rows, cursor, limit);
    }

    /** All matches as r: their row numbers, where indexes tell everything that is asked and sorted by. */
    private Sql unsorted() {
        Driver driver = choice.driver();
        return driver != null && indexOnly() && sort.byIndexes()
                ? Sql.of("(").add(numbers(driver, null, false)).add(") r")
                : from(null, false);
    }

    /** Resources with a value in the order of the index, then those without, or the other way round when going back. */
    private Sql scanned(SortedScan scan, @Nullable Cursor cursor, int limit, boolean back) {
        boolean amongMissing = cursor != null && cursor.values().get(0) == null;
        Sql with = with(scan, amongMissing ? null : cursor, limit, back);
        boolean noneMissing = !scan.leavesOut() || scan.range() != null || requires(scan);
        if (noneMissing || (back && cursor != null && !amongMissing)) {
            return with;
        }
        Sql without = without(scan, amongMissing ? cursor : null, limit, back);
        if (amongMissing && !back) {
            return without;
        }
        return Sql.of("SELECT * FROM ((")
                .add(back ? without : with)
                .add(") UNION ALL (")
                .add(back ? with : without)
                .add(")) p LIMIT " + limit);
    }

    private Sql with(SortedScan scan, @Nullable Cursor cursor, int limit, boolean back) {
        if (scan.scans().size() == 1) {
            return with(scan, scan.scans().get(0), cursor, limit, back);
        }
        List<Sql> parts = scan.scans().stream()
                .map(part ->
                        Sql.of("(").add(with(scan, part, cursor, limit, back)).add(")"))
                .toList();
        return sort.cut(Sql.join(" UNION ALL ", parts), null, back, limit);
    }

    private Sql with(SortedScan scan, Sql part, @Nullable Cursor cursor, int limit, boolean back) {
        List<Criterion> others =
                query.criteria().stream().filter(one -> one != scan.range()).toList();
        Sql lookups = Sql.of(compiler.sought("o")).add(lookups(on(true, others), "o"));
        Sql rows = scan.rows(part, sort, cursor, lookups, back);
        Sql all = Sql.of("SELECT " + ResourceTable.COLUMNS + ", d.s0")
                .add(sort.columns(new SortValues(compiler), 1))
                .add(" FROM (")
                .add(rows)
                .add(") d JOIN resource r ON r.rid = d.rid WHERE ")
                .add(compiler.visible("r", query.types()))
                .add(lookups(on(false, others), "r"));
        if (sort.size() == 1) {
            return all.add(" ORDER BY " + scan.order("d", sort, back) + " LIMIT " + limit);
        }
        return sort.cut(all, cursor, back, limit);
    }

    private Sql without(SortedScan scan, @Nullable Cursor cursor, int limit, boolean back) {
        Sql all = Sql.of("SELECT " + ResourceTable.COLUMNS + ", NULL::" + scan.valueType() + " AS s0")
                .add(sort.columns(new SortValues(compiler), 1))
                .add(" FROM resource r WHERE ")
                .add(compiler.visible("r", query.types()))
                .add(" AND ")
                .add(scan.missing())
                .add(lookups(query.criteria(), "r"));
        return sort.cut(all, cursor, back, limit);
    }

    /** Whether a criterion makes sure that every match has the value sorted by. */
    private boolean requires(SortedScan scan) {
        return query.criteria().stream()
                .filter(Criterion.Values.class::isInstance)
                .map(Criterion.Values.class::cast)
                .anyMatch(values -> values.positive()
                        && scan.paths().containsAll(values.parameter().paths()));
    }

    /** FROM and WHERE of every match, the resource row being r. */
    Sql matches() {
        return from(null, false);
    }

    /** FROM and WHERE, the resource row being r; only rows beyond the cursor, in row order if asked. */
    Sql from(@Nullable Cursor cursor, boolean ordered) {
        Driver driver = choice.driver();
        Sql beyond = cursor == null ? new Sql() : Sql.of(" AND ").add(sort.ridBeyond("r", cursor));
        if (driver == null) {
            Sql sql = Sql.of("resource r WHERE ").add(compiler.visible("r", query.types()));
            return sql.add(beyond).add(lookups(query.criteria(), "r"));
        }
        Sql sql = Sql.of("(").add(numbers(driver, cursor, ordered)).add(") d JOIN resource r ON r.rid = d.rid WHERE ");
        return sql.add(compiler.visible("r", query.types())).add(lookups(on(false, others()), "r"));
    }

    /**
     * Whether the index alone tells which resources match. Its rows are of this type and of nothing deleted; ids and what
     * others refer to may be of anything, and only the resource row tells.
     */
    private boolean indexOnly() {
        Criterion start = choice.start();
        return start != null
                && CriterionCompiler.needsOnlyRid(start)
                && on(false, others()).isEmpty()
                && compiler.unrestricted();
    }

    /** A page with the number of all matches behind its columns. */
    Sql countedPage(@Nullable Cursor cursor, int limit, QueryPlan counting) {
        if (sort.isEmpty() && counting.indexOnly()) {
            return counting.fromOnePass(cursor, limit);
        }
        return Sql.of("SELECT page.*, (")
                .add(counting.count())
                .add(") FROM (")
                .add(page(cursor, limit))
                .add(") page");
    }

    /** Page and number of matches from one pass over the index. */
    private Sql fromOnePass(@Nullable Cursor cursor, int limit) {
        String order = sort.ridOrder("m", cursor != null && cursor.back());
        Driver driver = java.util.Objects.requireNonNull(choice.driver());
        Sql sql = Sql.of("WITH m AS MATERIALIZED (").add(numbers(driver, null, false));
        sql.add(") SELECT " + ResourceTable.COLUMNS);
        sql.add(", (SELECT count(*) FROM m) FROM (SELECT m.rid FROM m");
        sql.add(cursor == null ? new Sql() : Sql.of(" WHERE ").add(sort.ridBeyond("m", cursor)));
        return sql.add(" ORDER BY " + order + " LIMIT " + limit + ") d JOIN resource r ON r.rid = d.rid ORDER BY "
                + order.replace("m.", "r."));
    }

    /** The number of matches, without the resource rows where nothing is asked of them. */
    Sql count() {
        Driver driver = choice.driver();
        return indexOnly() && driver != null
                ? Sql.of("SELECT count(*) FROM (")
                        .add(numbers(driver, null, false))
                        .add(") d")
                : Sql.of("SELECT count(*) FROM ").add(from(null, false));
    }

    /** The driver's row numbers that pass the lookups; where order counts, fenced, so that they are tried in it. */
    private Sql numbers(Driver driver, @Nullable Cursor cursor, boolean ordered) {
        boolean back = cursor != null && cursor.back();
        Sql sql = Sql.of("SELECT d.rid FROM ("
                        + (driver.yields() == Match.Yield.REPEATED ? "SELECT DISTINCT" : "SELECT") + " d.rid FROM (")
                .add(driver.rids())
                .add(") d");
        sql.add(" WHERE true" + compiler.sought("d"));
        sql.add(cursor == null ? new Sql() : Sql.of(" AND ").add(sort.ridBeyond("d", cursor)));
        if (ordered) {
            sql.add(" ORDER BY " + sort.ridOrder("d", back) + " OFFSET 0");
        }
        sql.add(") d WHERE true").add(lookups(on(true, others()), "d"));
        return ordered ? sql.add(" ORDER BY " + sort.ridOrder("d", back) + " OFFSET 0") : sql;
    }

    private Sql lookups(List<Criterion> criteria, String alias) {
        Sql sql = new Sql();
        criteria.forEach(criterion -> sql.add(" AND ").add(compiler.on(alias, criterion, 0)));
        return sql;
    }

    /** Those of {@code criteria} that ask nothing of the resource row but its number, or the rest. */
    private static List<Criterion> on(boolean index, List<Criterion> criteria) {
        return criteria.stream()
                .filter(criterion -> CriterionCompiler.needsOnlyRid(criterion) == index)
                .toList();
    }

    private List<Criterion> others() {
        Optional<Criterion> start = Optional.ofNullable(choice.start());
        return query.criteria().stream()
                .filter(criterion -> start.isEmpty() || criterion != start.get())
                .toList();
    }
}
