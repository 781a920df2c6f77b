package health.throughline.store;

import health.throughline.fhir.ResourceKey;
import health.throughline.store.sql.Changes;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import health.throughline.store.sql.Transactions;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The current version of every resource, and the superseded ones. */
public final class ResourceTable {

    /**
     * The columns that {@link #version(ResultSet)} reads, of an alias {@code r} of resource. The type is that of the
     * address: of a contained resource, its container's.
     */
    public static final String COLUMNS =
            "r.rid, coalesce(r.container_type, r.type) AS type, r.fid, r.ver, r.ts, r.op, r.body, "
                    + "r.patients[1] AS patient, CASE WHEN cardinality(r.patients) > 1 THEN r.patients END AS others";

    /** How many they are; what a statement selects beside them comes after. */
    public static final int COLUMN_COUNT = 9;

    private static final String SUPERSEDE = """
            WITH next AS (SELECT * FROM unnest(?::bigint[], ?::int[], ?::bigint[], ?::smallint[]) n (rid, ver, ts, op)),
            old AS (INSERT INTO history (rid, ts, txid, ver, type, op, patients, labels, body) \
            SELECT r.rid, r.ts, r.txid, r.ver, r.type, r.op, r.patients, r.labels, r.body \
            FROM next n JOIN resource r ON r.rid = n.rid)
            """;

    private static final String CREATE = """
            WITH created AS (INSERT INTO resource (rid, fkey, ts, present, ver, type, op, patients, labels, fid, body) \
            SELECT n.rid, n.fkey, n.ts, n.present, n.ver, n.type, n.op, \
            CASE WHEN n.patients = '' THEN NULL ELSE n.patients::bigint[] END, \
            CASE WHEN n.labels = '' THEN NULL ELSE n.labels::int[] END, n.fid, n.body FROM unnest(?::bigint[], ?::bigint[], \
            ?::bigint[], ?::bigint[], ?::int[], ?::smallint[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::bytea[]) \
            n (rid, fkey, ts, present, ver, type, op, patients, labels, fid, body))
            """;

    private static final String EVENTS = """
            INSERT INTO event (rid, ver, type, op) \
            SELECT * FROM unnest(?::bigint[], ?::int[], ?::smallint[], ?::smallint[])
            """;

    private static final String UPDATE = """
            UPDATE resource r SET ts = n.ts, present = n.present, txid = pg_current_xact_id(), ver = n.ver, op = n.op, \
            patients = CASE WHEN n.patients = '' THEN NULL ELSE n.patients::bigint[] END, \
            labels = CASE WHEN n.labels = '' THEN NULL ELSE n.labels::int[] END, body = n.body \
            FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::int[], ?::smallint[], ?::text[], ?::text[], ?::bytea[]) \
            n (rid, ts, present, ver, op, patients, labels, body) WHERE r.rid = n.rid
            """;

    private static final long[] NOBODY = {};

    /** The main part of a statement whose work is done by its WITH. */
    private static final String NOTHING = " DELETE FROM setting WHERE false";

    private final Database database;
    private final Keys keys;
    private final UsedCodes codes;
    private final Changes committed;

    public ResourceTable(Database database, Keys keys, UsedCodes codes, Changes committed) {
        this.database = database;
        this.keys = keys;
        this.codes = codes;
        this.committed = committed;
    }

    /** The current version, deleted or not, if {@code visible} (a predicate on alias r) holds. */
    public Optional<ResourceVersion> current(ResourceKey key, Sql visible) {
        Sql sql = Sql.of(
                "SELECT " + COLUMNS + " FROM resource r WHERE r.fkey = ? AND r.fid = ? AND ", keys.of(key), key.id());
        return database.first("resource.current", sql.add(visible), ResourceTable::version);
    }

    /** The current versions of {@code targets}, locked in key order so that writers cannot deadlock on them. */
    public List<ResourceVersion> lock(Collection<ResourceKey> targets, Sql visible) {
        if (targets.isEmpty()) {
            return List.of();
        }
        long[] sorted = targets.stream().mapToLong(keys::of).sorted().toArray();
        Sql sql = Sql.of("SELECT " + COLUMNS + " FROM resource r WHERE r.fkey = ANY (?) AND ", sorted)
                .add(visible)
                .add(" ORDER BY r.fkey FOR UPDATE");
        return database.list("resource.lock", sql, ResourceTable::version);
    }

    /** The content of a version that is no longer current. */
    public Optional<byte[]> superseded(long rid, int version) {
        Sql sql = Sql.of("SELECT h.body FROM history h WHERE h.rid = ? AND h.ver = ? AND h.op < 3", rid, version);
        return database.first("resource.superseded", sql, row -> row.getBytes(1));
    }

    /** Those of {@code targets} that exist outside {@code visible}: such an id cannot be given by this caller. */
    public List<ResourceKey> hidden(Collection<ResourceKey> targets, Sql visible) {
        long[] all = targets.stream().mapToLong(keys::of).toArray();
        Sql sql = Sql.of("SELECT r.type, r.fid FROM resource r WHERE r.fkey = ANY (?) AND (", all)
                .add(visible)
                .add(") IS NOT TRUE");
        return database.list("resource.hidden", sql, ResourceTable::key);
    }

    /**
     * Those of {@code targets} that are there and not deleted.
     *
     * @param stay whether nobody may end them before this transaction does
     * @param visible a predicate on alias r
     */
    public List<ResourceKey> present(Collection<ResourceKey> targets, boolean stay, Sql visible) {
        long[] all = targets.stream().mapToLong(keys::of).toArray();
        Sql sql = Sql.of("SELECT r.type, r.fid FROM resource r WHERE r.fkey = ANY (?) AND r.op < 3 AND ", all)
                .add(visible);
        return database.list(
                "resource.present", stay ? sql.add(" ORDER BY r.fkey FOR KEY SHARE") : sql, ResourceTable::key);
    }

    /** That a resource refers to another. */
    public record Link(ResourceKey source, ResourceKey target) {}

    /** Some of those that refer to {@code targets}, contained ones among them, without the rows {@code besides}, as far as visible (alias r). */
    public List<Link> referring(Collection<ResourceKey> targets, long[] besides, Sql visible) {
        Map<Long, ResourceKey> byKey = new HashMap<>();
        targets.forEach(target -> byKey.put(keys.of(target), target));
        long[] all = byKey.keySet().stream().mapToLong(Long::longValue).toArray();
        Sql sql = Sql.of(
                "SELECT r.type, r.fid, x.target FROM idx_reference x JOIN resource r ON r.rid = x.rid "
                        + "WHERE x.target = ANY (?) AND r.op <> 3 AND coalesce(r.container, r.rid) <> ALL (?) AND ",
                all,
                besides);
        sql.add(visible).add(" LIMIT 1000");
        return database.list(
                "resource.referring",
                sql,
                row -> new Link(key(row), Objects.requireNonNull(byKey.get(row.getLong(3)))));
    }

    private static ResourceKey key(ResultSet row) throws SQLException {
        return new ResourceKey(ResourceTypes.name(row.getInt(1)), row.getString(2));
    }

    /**
     * The row numbers of contained resources, by their address; what has no row is left out. They change under the lock of
     * their container only.
     */
    public Map<ResourceKey, Long> containedRows(Collection<ResourceKey> addresses) {
        long[] all = addresses.stream().mapToLong(keys::of).toArray();
        Sql sql = Sql.of("SELECT " + COLUMNS + " FROM resource r WHERE r.fkey = ANY (?) AND r.op = 4", all);
        Map<ResourceKey, Long> rows = new HashMap<>();
        database.list("resource.contained", sql, row -> {
            ResourceVersion version = version(row);
            return rows.put(version.key(), version.rid());
        });
        return rows;
    }

    /** Serializes everybody who decides on the same conditions; released at the end of the transaction. */
    public void lockConditions(Set<String> conditions) {
        long[] sorted = conditions.stream().mapToLong(keys::of).sorted().toArray();
        for (long key : sorted) {
            database.list("condition.lock", Sql.of("SELECT pg_advisory_xact_lock(?)", key), row -> true);
        }
    }

    /**
     * Stores new versions, index rows and events of one transaction: one statement, two when something existed. Creations
     * go in key order, as locks do, so that two that want the same ids cannot deadlock.
     */
    public void save(List<ResourceChange> changes) {
        save(changes, new Sql());
    }

    /**
     * The same.
     *
     * @param also a further part of the WITH statement, stored or not together with the changes
     */
    public void save(List<ResourceChange> changes, Sql also) {
        List<ResourceChange> created = new ArrayList<>();
        List<ResourceChange> updated = new ArrayList<>();
        for (ResourceChange change : changes) {
            (change.previous() == null ? created : updated).add(change);
        }
        if (!updated.isEmpty()) {
            supersede(updated);
        }
        created.sort(Comparator.comparingLong(change -> keys.of(change.version().key())));
        insert(created, changes, also);
        Set<String> types = new HashSet<>();
        changes.forEach(change -> types.add(change.version().key().type()));
        Transactions.afterCommit(() -> committed.committed(types));
    }

    private void supersede(List<ResourceChange> updated) {
        Rows rows = new Rows(updated, keys);
        Columns removed = new Columns();
        updated.forEach(change -> removed.add(change.version().rid(), change.removed()));
        updated.forEach(change -> change.contained().forEach(row -> removed.add(row.rid(), row.removed())));
        Sql sql = Sql.of(SUPERSEDE, rows.rids(), rows.versions(), rows.times(), rows.operations());
        sql.add(IndexTables.delete(removed)).add(ContainedRows.follow(updated, keys));
        sql.add(UPDATE, rows.rids(), rows.times(), rows.present(), rows.versions(), rows.operations());
        sql.add("", rows.patients(), rows.labels(), rows.bodies());
        database.update("resource.supersede", sql);
    }

    private void insert(List<ResourceChange> created, List<ResourceChange> all, Sql also) {
        Rows events = new Rows(all, keys);
        Columns added = new Columns();
        all.forEach(change -> added.add(change.version().rid(), change.added()));
        all.forEach(change -> change.contained().forEach(row -> added.add(row.rid(), row.added())));
        Sql sql = created.isEmpty() ? Sql.of("WITH nothing AS (SELECT 1)") : resources(new Rows(created, keys));
        sql.add(ContainedRows.insert(all, keys)).add(also).add(IndexTables.insert(added));
        sql.add(EVENTS, events.rids(), events.versions(), events.types(), events.operations());
        database.update("resource.insert", sql);
        remember(added);
    }

    private void remember(Columns added) {
        List<IndexRow.Code> fresh = added.codes();
        if (!fresh.isEmpty()) {
            Transactions.afterCommit(() -> codes.committed(fresh));
        }
    }

    private static Sql resources(Rows rows) {
        Sql sql = Sql.of(CREATE, rows.rids(), rows.keys(), rows.times(), rows.present(), rows.versions());
        return sql.add("", rows.types(), rows.operations(), rows.patients(), rows.labels(), rows.ids(), rows.bodies());
    }

    /**
     * The next resources of {@code type}, contained ones first, none deleted, locked in the order in which writers lock;
     * empty when there are no more. A contained resource is locked by its container.
     */
    public List<ResourceVersion> lockBatch(String type, long afterRid, int limit) {
        Sql lock = Sql.of(
                "SELECT n.rid FROM (SELECT b.rid, coalesce(b.container, b.rid) AS locked FROM resource b "
                        + "WHERE b.type = ? AND b.op <> 3 AND b.rid > ? ORDER BY b.rid LIMIT " + limit
                        + ") n JOIN resource r ON r.rid = n.locked ORDER BY r.fkey FOR UPDATE OF r",
                ResourceTypes.code(type),
                afterRid);
        long[] next = database.list("resource.batch.lock", lock, row -> row.getLong(1)).stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        if (next.length == 0) {
            return List.of();
        }
        Sql sql = Sql.of("SELECT " + COLUMNS + " FROM resource r WHERE r.rid = ANY (?) AND r.op <> 3", next);
        List<ResourceVersion> batch = database.list("resource.batch", sql, ResourceTable::version);
        return batch.isEmpty() ? lockBatch(type, next[next.length - 1], limit) : batch;
    }

    /** The current versions of a type of which there are few, oldest first. */
    public List<ResourceVersion> all(String type) {
        Sql sql = Sql.of(
                "SELECT " + COLUMNS + " FROM resource r WHERE r.type = ? AND r.op < 3 ORDER BY r.rid",
                ResourceTypes.code(type));
        return database.list("resource.all", sql, ResourceTable::version);
    }

    /** How many resources of {@code type} have index rows. */
    public long count(String type) {
        return database.number(
                "resource.count",
                Sql.of("SELECT count(*) FROM resource r WHERE r.type = ? AND r.op <> 3", ResourceTypes.code(type)));
    }

    /** What access is decided by, of one resource and of what is contained in it. */
    public record Marks(long rid, long[] patients, int[] labels) {}

    /** Writes marks anew without new versions. */
    public void mark(List<Marks> marks) {
        database.update(
                "resource.mark",
                Sql.of(
                        "UPDATE resource r SET "
                                + "patients = CASE WHEN n.patients = '' THEN NULL ELSE n.patients::bigint[] END, "
                                + "labels = CASE WHEN n.labels = '' THEN NULL ELSE n.labels::int[] END "
                                + "FROM unnest(?::bigint[], ?::text[], ?::text[]) n (rid, patients, labels) "
                                + "WHERE r.rid = n.rid",
                        marks.stream().mapToLong(Marks::rid).toArray(),
                        marks.stream().map(one -> Rows.literal(one.patients())).toArray(String[]::new),
                        marks.stream()
                                .map(one -> Rows.literal(Arrays.stream(one.labels())
                                        .asLongStream()
                                        .toArray()))
                                .toArray(String[]::new)));
        database.update(
                "resource.mark-contained",
                Sql.of(
                        "UPDATE resource r SET patients = c.patients, labels = c.labels FROM resource c "
                                + "WHERE c.rid = ANY (?) AND r.container = c.rid AND r.op = 4",
                        marks.stream().mapToLong(Marks::rid).toArray()));
    }

    /** Index rows of one resource that come and go without a new version. */
    public record Reindexed(long rid, Set<IndexRow> removed, Set<IndexRow> added, long present, long absent) {}

    /** Replaces index rows; {@code present} bits are set and {@code absent} ones cleared. */
    public void reindex(List<Reindexed> resources) {
        Columns removed = new Columns();
        Columns added = new Columns();
        resources.forEach(one -> removed.add(one.rid(), one.removed()));
        resources.forEach(one -> added.add(one.rid(), one.added()));
        database.update(
                "reindex.remove",
                Sql.of("WITH nothing AS (SELECT 1)")
                        .add(IndexTables.delete(removed))
                        .add(NOTHING));
        Sql insert = Sql.of("WITH nothing AS (SELECT 1)").add(IndexTables.insert(added));
        insert.add(
                " UPDATE resource r SET present = (r.present & ~n.absent) | n.present "
                        + "FROM unnest(?::bigint[], ?::bigint[], ?::bigint[]) n (rid, present, absent) WHERE r.rid = n.rid",
                resources.stream().mapToLong(Reindexed::rid).toArray(),
                resources.stream().mapToLong(Reindexed::present).toArray(),
                resources.stream().mapToLong(Reindexed::absent).toArray());
        database.update("reindex.add", insert);
        remember(added);
    }

    /** Reads {@link #COLUMNS}. */
    public static ResourceVersion version(ResultSet row) throws SQLException {
        String type = ResourceTypes.name(row.getInt(2));
        byte[] body = row.getBytes(7);
        return new ResourceVersion(
                row.getLong(1),
                new ResourceKey(type, row.getString(3)),
                row.getInt(4),
                row.getLong(5),
                Operation.of(row.getShort(6)),
                body == null ? new byte[0] : body,
                patients(row));
    }

    /** Most rows have one patient or none; arrays cost more to read. */
    private static long[] patients(ResultSet row) throws SQLException {
        long first = row.getLong(8);
        if (row.wasNull()) {
            return NOBODY;
        }
        Array all = row.getArray(9);
        return all == null
                ? new long[] {first}
                : Stream.of((Long[]) all.getArray()).mapToLong(Long::longValue).toArray();
    }
}
