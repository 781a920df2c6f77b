package health.throughline.search.plan;

import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.plan.SortValues.Column;
import health.throughline.search.query.SearchQuery.SortKey;
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
 * @param expected rows in the index
 * @param column null for _lastUpdated
 */
record SortedScan(
        SortKey key, @Nullable SearchPath path, @Nullable Column column, double expected) {

    /** Such an index for {@code key} on resources of {@code type}, if there is one. */
    static Optional<SortedScan> of(SortKey key, String type, Estimates estimates) {
        SearchParameter parameter = key.parameter();
        if (type.isEmpty() || !key.chain().isEmpty()) {
            return Optional.empty();
        }
        if (parameter == null) {
            return key.code().equals("_lastUpdated")
                    ? Optional.of(new SortedScan(key, null, null, estimates.type(type)))
                    : Optional.empty();
        }
        if (parameter.paths().size() != 1) {
            return Optional.empty();
        }
        SearchPath path = parameter.paths().get(0);
        return SortValues.column(parameter)
                .map(column -> new SortedScan(key, path, column, estimates.path(column.table(), path, type)));
    }

    /** Whether resources without a value exist apart from the index. */
    boolean leavesOut() {
        return path != null;
    }

    /** Rows {@code rid, s0} in order, from the cursor on, that pass {@code lookups} (on alias o). */
    Sql rows(String type, SortKeys sort, @Nullable Cursor cursor, Sql lookups, boolean back) {
        String value = column == null ? "o.ts" : "o." + column.name();
        Sql sql = column == null
                ? Sql.of("SELECT o.rid, o.ts AS s0 FROM resource o WHERE o.type = " + ResourceTypes.code(type))
                : Sql.of("SELECT o.rid, " + value + " AS s0 FROM " + column.table() + " o WHERE o.key = ?", pathId());
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
