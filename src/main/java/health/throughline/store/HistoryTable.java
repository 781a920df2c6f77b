package health.throughline.store;

import health.throughline.fhir.ResourceKey;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every version of every resource: the current ones in {@code resource}, the superseded ones in {@code history}.
 *
 * <p>{@code visible} is the predicate on a row of a given alias. A version is shown when it holds for that version and
 * for the resource as it is now: a label given later, or a patient corrected later, tells of the earlier content too.
 */
public final class HistoryTable {

    /**
     * Which versions are asked for, newest first.
     *
     * @param types the types whose versions are listed
     * @param since earliest lastUpdated in milliseconds; 0 for all
     * @param until latest lastUpdated in milliseconds
     * @param currentAt leaves out versions superseded by this moment, in milliseconds; 0 for none
     * @param after continue below this version; null at the first page
     */
    public record Window(
            List<String> types,
            long since,
            long until,
            long currentAt,
            @Nullable After after,
            int limit) {}

    /** The last version of the page before. */
    public record After(long updated, long rid, int version) {}

    private static final String PATIENTS =
            "r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others";

    private final Database database;
    private final Keys keys;

    public HistoryTable(Database database, Keys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** One version by number. */
    public Optional<ResourceVersion> version(ResourceKey key, int version, Function<String, Sql> visible) {
        Sql sql = all(visible).add(" AND c.fkey = ? AND r.fid = ? AND r.ver = ?", keys.of(key), key.id(), version);
        return database.first("history.version", sql, HistoryTable::read);
    }

    /** All versions of one resource, newest first. */
    public List<ResourceVersion> ofResource(ResourceKey key, Window window, Function<String, Sql> visible) {
        Sql sql = all(visible).add(" AND c.fkey = ? AND r.fid = ?", keys.of(key), key.id());
        return page("history.instance", bound(sql, window), window);
    }

    /** All versions of the window's types, newest first. */
    public List<ResourceVersion> ofTypes(Window window, Function<String, Sql> visible) {
        List<Sql> parts = new ArrayList<>();
        for (String source : List.of("resource", "history")) {
            parts.add(perType(source, window, visible));
        }
        Sql sql = Sql.of("SELECT * FROM (").add(Sql.join(" UNION ALL ", parts)).add(") r");
        return page("history.types", sql, window);
    }

    /** How many versions there are in all, for Bundle.total. */
    public long count(@Nullable ResourceKey key, Window window, Function<String, Sql> visible) {
        if (key != null) {
            Sql one = all(visible).add(" AND c.fkey = ? AND r.fid = ?", keys.of(key), key.id());
            return database.number(
                    "history.count",
                    Sql.of("SELECT count(*) FROM (").add(bound(one, window)).add(") x"));
        }
        Sql sql = Sql.of("SELECT (")
                .add(within(
                        Sql.of(
                                        "SELECT count(*) FROM resource r WHERE r.type = ANY (?) AND r.rid > 0 AND ",
                                        types(window))
                                .add(visible.apply("r")),
                        window))
                .add(") + (")
                .add(within(
                        Sql.of(
                                        "SELECT count(*) FROM history r JOIN resource c ON c.rid = r.rid "
                                                + "WHERE r.type = ANY (?) AND ",
                                        types(window))
                                .add(both(visible)),
                        window))
                .add(")");
        return database.number("history.count", sql);
    }

    private static Sql both(Function<String, Sql> visible) {
        return visible.apply("r").add(" AND ").add(visible.apply("c"));
    }

    private static short[] types(Window window) {
        short[] codes = new short[window.types().size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = ResourceTypes.code(window.types().get(i));
        }
        return codes;
    }

    /** Current and superseded versions side by side; c is the current row, r the version. */
    private static Sql all(Function<String, Sql> visible) {
        return Sql.of("SELECT r.rid, r.type, r.fid, r.ver, r.ts, r.op, r.body, " + PATIENTS)
                .add("""
                 FROM resource c CROSS JOIN LATERAL (\
                SELECT c.rid, c.type, c.fid, c.ver, c.ts, c.op, c.patients, c.labels, c.body UNION ALL \
                SELECT h.rid, h.type, c.fid, h.ver, h.ts, h.op, h.patients, h.labels, h.body FROM history h \
                WHERE h.rid = c.rid) r WHERE \
                """)
                .add(both(visible));
    }

    private static Sql within(Sql sql, Window window) {
        sql.add(" AND r.ts BETWEEN ? AND ?", window.since(), window.until());
        if (window.currentAt() > 0) {
            for (String source : List.of("resource", "history")) {
                sql.add(
                        " AND NOT EXISTS (SELECT 1 FROM " + source
                                + " n WHERE n.rid = r.rid AND n.ver = r.ver + 1 AND n.ts <= ?)",
                        window.currentAt());
            }
        }
        return sql;
    }

    private static Sql bound(Sql sql, Window window) {
        within(sql, window);
        After after = window.after();
        if (after != null) {
            sql.add(" AND (r.ts, r.rid, r.ver) < (?, ?, ?)", after.updated(), after.rid(), after.version());
        }
        return sql;
    }

    /** One ordered index scan per type, cut at the page's length, so that system history needs no index of its own. */
    private static Sql perType(String source, Window window, Function<String, Sql> visible) {
        boolean current = source.equals("resource");
        Sql inner = Sql.of("SELECT x.* FROM unnest(?::smallint[]) t (type) CROSS JOIN LATERAL (SELECT ", types(window));
        inner.add(
                current
                        ? "r.rid, r.type, r.fid, r.ver, r.ts, r.op, r.body, " + PATIENTS + " FROM resource r"
                        : "r.rid, r.type, c.fid, r.ver, r.ts, r.op, r.body, " + PATIENTS
                                + " FROM history r JOIN resource c ON c.rid = r.rid");
        inner.add(" WHERE r.type = t.type AND r.rid > 0 AND ").add(current ? visible.apply("r") : both(visible));
        bound(inner, window).add(" ORDER BY r.ts DESC, r.rid DESC, r.ver DESC LIMIT " + window.limit() + ") x");
        return inner;
    }

    private List<ResourceVersion> page(String name, Sql sql, Window window) {
        sql.add(" ORDER BY r.ts DESC, r.rid DESC, r.ver DESC LIMIT " + window.limit());
        return database.list(name, sql, HistoryTable::read);
    }

    private static ResourceVersion read(ResultSet row) throws SQLException {
        return ResourceTable.version(row);
    }
}
