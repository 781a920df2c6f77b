package health.throughline.store;

import health.throughline.store.ContainedRow.State;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The rows of contained resources: in, along and out with their containers, as parts of the containers' statements. */
final class ContainedRows {

    private static final String INSERT = """
            , inside AS (INSERT INTO resource (rid, fkey, ts, present, ver, type, op, patients, labels, fid, body, container, \
            container_type) SELECT n.rid, n.fkey, n.ts, n.present, n.ver, n.type, 4, \
            CASE WHEN n.patients = '' THEN NULL ELSE n.patients::bigint[] END, \
            CASE WHEN n.labels = '' THEN NULL ELSE n.labels::int[] END, n.fid, n.body, n.container, n.container_type \
            FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::smallint[], ?::text[], ?::text[], \
            ?::text[], ?::bytea[], ?::bigint[], ?::smallint[]) \
            n (rid, fkey, ts, present, ver, type, patients, labels, fid, body, container, container_type))
            """;

    private static final String FOLLOW = """
            , kept AS (UPDATE resource r SET ts = n.ts, present = n.present, txid = pg_current_xact_id(), ver = n.ver, \
            patients = CASE WHEN n.patients = '' THEN NULL ELSE n.patients::bigint[] END, \
            labels = CASE WHEN n.labels = '' THEN NULL ELSE n.labels::int[] END, body = n.body \
            FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::bytea[]) \
            n (rid, ts, present, ver, patients, labels, body) WHERE r.rid = n.rid)
            """;

    private static final String DELETE = ", gone AS (DELETE FROM resource r WHERE r.rid = ANY (?))\n";

    private final List<ContainedRow> rows = new ArrayList<>();
    private final List<ResourceChange> containers = new ArrayList<>();

    private ContainedRows(List<ResourceChange> changes, State state) {
        for (ResourceChange change : changes) {
            for (ContainedRow row : change.contained()) {
                if (row.state() == state) {
                    rows.add(row);
                    containers.add(change);
                }
            }
        }
    }

    /** Further parts of a WITH statement that insert the new rows. */
    static Sql insert(List<ResourceChange> changes, Keys keys) {
        ContainedRows fresh = new ContainedRows(changes, State.NEW);
        if (fresh.rows.isEmpty()) {
            return new Sql();
        }
        Rows follow = new Rows(fresh.containers, keys);
        return Sql.of(
                INSERT,
                fresh.longs(ContainedRow::rid),
                fresh.longs(row -> keys.of(row.key())),
                follow.times(),
                fresh.longs(ContainedRow::present),
                follow.versions(),
                fresh.types(),
                follow.patients(),
                follow.labels(),
                fresh.rows.stream().map(row -> row.key().id()).toArray(String[]::new),
                fresh.bodies(),
                follow.rids(),
                follow.types());
    }

    /** Further parts of a WITH statement that bring kept rows up to their containers and delete those that are gone. */
    static Sql follow(List<ResourceChange> changes, Keys keys) {
        Sql sql = new Sql();
        ContainedRows kept = new ContainedRows(changes, State.KEPT);
        if (!kept.rows.isEmpty()) {
            Rows follow = new Rows(kept.containers, keys);
            sql.add(FOLLOW, kept.longs(ContainedRow::rid), follow.times(), kept.longs(ContainedRow::present));
            sql.add("", follow.versions(), follow.patients(), follow.labels(), kept.bodies());
        }
        ContainedRows gone = new ContainedRows(changes, State.GONE);
        return gone.rows.isEmpty() ? sql : sql.add(DELETE, gone.longs(ContainedRow::rid));
    }

    private Short[] types() {
        return rows.stream().map(row -> ResourceTypes.code(row.type())).toArray(Short[]::new);
    }

    private byte[][] bodies() {
        return rows.stream().map(ContainedRow::body).toArray(byte[][]::new);
    }

    private long[] longs(ToLongFunction<ContainedRow> column) {
        return rows.stream().mapToLong(column).toArray();
    }
}
