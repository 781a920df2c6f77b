package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.plan.SortValues.Column;
import health.throughline.search.query.Criterion;
import health.throughline.search.query.SearchQuery;
import health.throughline.search.query.SearchQuery.SortKey;
import health.throughline.search.type.Match;
import health.throughline.search.type.SearchPath;
import health.throughline.store.ResourceTypes;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index that already stands in the order of the first sort key. A page drawn from it looks at no more rows than it
 * takes to fill it, however many resources match.
 *
 * @param expected rows it goes along
 * @param column null for _lastUpdated
 * @param range the criterion that bounds it, if one asks for the same values
 * @param scans its ranges, on alias o
 */
record SortedScan(
        SortKey key,
        @Nullable SearchPath path,
        @Nullable Column column,
        double expected,
        @Nullable Criterion range,
        List<Sql> scans) {

    /** Such an index for the first key of {@code query}, if there is one. */
    static Optional<SortedScan> of(SearchQuery query, CriterionCompiler compiler, Estimates estimates) {
        SortKey key = query.sort().get(0);
        SearchParameter parameter = key.parameter();
        String type = query.type();
        if (type.isEmpty() || !key.chain().isEmpty()) {
            return Optional.empty();
        }
        if (parameter == null) {
            Sql all = Sql.of("o.type = " + ResourceTypes.code(type));
            return key.code().equals("_lastUpdated")
                    ? Optional.of(new SortedScan(key, null, null, estimates.type(type), null, List.of(all)))
                    : Optional.empty();
        }
        if (parameter.paths().size() != 1) {
            return Optional.empty();
        }
        SearchPath path = parameter.paths().get(0);
        return SortValues.column(parameter).map(column -> along(key, path, column, query, compiler, estimates));
    }

    private static SortedScan along(
            SortKey key,
            SearchPath path,
            Column column,
            SearchQuery query,
            CriterionCompiler compiler,
            Estimates estimates) {
        for (Criterion criterion : query.criteria()) {
            Match match = compiler.positive(criterion).orElse(null);
            if (match != null && bounds(match, path, column)) {
                List<Sql> scans =
                        match.scans().stream().map(scan -> scan.about("x", "o")).toList();
                return new SortedScan(key, path, column, estimates.rows(match), criterion, scans);
            }
        }
        double expected = estimates.path(column.table(), path, query.type());
        return new SortedScan(key, path, column, expected, null, List.of(Sql.of("o.key = ?", (long) path.id())));
    }

    private static boolean bounds(Match match, SearchPath path, Column column) {
        return match.table().equals(column.table())
                && match.or() == null
                && match.yields() == Match.Yield.ONCE
                && !match.spans().isEmpty()
                && match.spans().stream().allMatch(span -> span.key() == path.id());
    }

    /** Whether resources without a value exist apart from the index. */
    boolean leavesOut() {
        return path != null;
    }

    /** Rows {@code rid, s0} of one of the scans in order, from the cursor on, that pass {@code lookups} (on alias o). */
    Sql rows(Sql scan, SortKeys sort, @Nullable Cursor cursor, Sql lookups, boolean back) {
        String value = column == null ? "o.ts" : "o." + column.name();
        Sql sql = Sql.of("SELECT o.rid, " + value + " AS s0 FROM " + (column == null ? "resource" : column.table())
                        + " o WHERE ")
                .add(scan);
        Object from = cursor == null ? null : cursor.values().get(0);
        if (cursor != null && from != null) {
            sql.add(from(value, sort, cursor, from));
        }
        if (path != null && !path.single()) {
            sql.add(only(path, java.util.Objects.requireNonNull(column)));
        }
        String down = key.descending() != back ? " DESC" : " ASC";
        return sql.add(lookups).add(" ORDER BY " + value + down + ", " + sort.ridOrder("o", back) + " OFFSET 0");
    }

    /** The same order on its rows, called {@code alias}. */
    String order(String alias, SortKeys sort, boolean back) {
        String down = key.descending() != back ? " DESC" : " ASC";
        return alias + ".s0" + down + ", " + sort.ridOrder(alias, back);
    }

    private static Sql from(String value, SortKeys sort, Cursor cursor, Object from) {
        String beyond = sort.first().descending() != cursor.back() ? " <" : " >";
        return sort.size() == 1
                ? Sql.of(" AND (" + value + ", o.rid)" + beyond + " (?, ?)", from, cursor.rid())
                : Sql.of(" AND " + value + beyond + "= ?", from);
    }

    /** Of several values of a resource, the one it is sorted by. */
    private Sql only(SearchPath several, Column place) {
        String further = place.whole().replace("x.", "y.");
        return Sql.of(
                " AND NOT EXISTS (SELECT 1 FROM " + place.table() + " y WHERE y.rid = o.rid AND y.key = ? AND ("
                        + further + ")" + (key.descending() ? " > (" : " < (")
                        + place.whole().replace("x.", "o.") + "))",
                (long) several.id());
    }

    private long pathId() {
        return java.util.Objects.requireNonNull(path).id();
    }

    /** The SQL type of s0, for the part without values. */
    String valueType() {
        String table = column == null ? "idx_date" : column.table();
        return switch (table) {
            case "idx_string" -> "text";
            case "idx_quantity" -> "float8";
            default -> "bigint";
        };
    }

    /** Holds for resources (alias r) that have no value. */
    Sql missing() {
        return Sql.of(
                "NOT EXISTS (SELECT 1 FROM "
                        + java.util.Objects.requireNonNull(column).table()
                        + " y WHERE y.rid = r.rid AND y.key = ? OFFSET 0)",
                pathId());
    }

    /** The paths whose criteria make sure that there is a value. */
    List<SearchPath> paths() {
        return path == null ? List.of() : List.of(path);
    }
}
