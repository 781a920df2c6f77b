package health.throughline.store.trail;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The seals of the audit trail, and the rows in the order in which they are sealed: that of their transactions, and only
 * of those that are older than every one still running, as readers of {@code event} go.
 */
public final class SealTable {

    /** A place in that order: behind one row. */
    public record Position(long transaction, long id) implements Comparable<Position> {

        /** Before the first row. */
        public static final Position START = new Position(0, 0);

        @Override
        public int compareTo(Position other) {
            int first = Long.compare(transaction, other.transaction);
            return first == 0 ? Long.compare(id, other.id) : first;
        }
    }

    /**
     * One seal.
     *
     * @param until the last row it covers
     * @param count how many rows it covers
     * @param previous hash of the seal before it
     * @param marks eight bytes of the hash of each row, in order
     */
    public record Seal(
            long number, Position until, long time, long count, byte[] previous, byte[] hash, byte[] marks) {}

    private static final String ORDERED =
            "SELECT " + AuditTable.COLUMNS + " FROM audit a WHERE (a.txid, a.id) > (?::text::xid8, ?) AND ";

    private final Database database;

    public SealTable(Database database) {
        this.database = database;
    }

    /** On one connection, outside a server. */
    public static SealTable on(Connection connection) {
        return new SealTable(new Database(new SingleConnectionDataSource(connection, true), new SimpleMeterRegistry()));
    }

    public Optional<Seal> last() {
        return database.first(
                "seal.last",
                Sql.of("SELECT number, txid::text::bigint, id, time, count, previous, hash, marks FROM audit_seal "
                        + "ORDER BY number DESC LIMIT 1"),
                SealTable::seal);
    }

    /** The seals behind number {@code after}, in order. */
    public List<Seal> after(long after, int limit) {
        return database.list(
                "seal.after",
                Sql.of(
                        "SELECT number, txid::text::bigint, id, time, count, previous, hash, marks FROM audit_seal "
                                + "WHERE number > ? ORDER BY number LIMIT " + limit,
                        after),
                SealTable::seal);
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong(1),
                new Position(row.getLong(2), row.getLong(3)),
                row.getLong(4),
                row.getLong(5),
                row.getBytes(6),
                row.getBytes(7),
                row.getBytes(8));
    }

    /** Fails when another server has made the seal of this number meanwhile. */
    public void insert(Seal seal) {
        database.update(
                "seal.insert",
                Sql.of(
                        "INSERT INTO audit_seal (number, txid, id, time, count, previous, hash, marks) "
                                + "VALUES (?, ?::text::xid8, ?, ?, ?, ?, ?, ?)",
                        seal.number(),
                        Long.toString(seal.until().transaction()),
                        seal.until().id(),
                        seal.time(),
                        seal.count(),
                        seal.previous(),
                        seal.hash(),
                        seal.marks()));
    }

    /** The next rows behind {@code position} that no row can come to stand before any more. */
    public List<AuditRow> settled(Position position, int limit) {
        return rows(position, Sql.of("a.txid < pg_snapshot_xmin(pg_current_snapshot())"), limit);
    }

    /** The next rows behind {@code position} up to {@code until}. */
    public List<AuditRow> until(Position position, Position until, int limit) {
        return rows(
                position,
                Sql.of("(a.txid, a.id) <= (?::text::xid8, ?)", Long.toString(until.transaction()), until.id()),
                limit);
    }

    /** How many rows stand behind {@code position}. */
    public long unsealed(Position position) {
        return database.number(
                "seal.unsealed",
                Sql.of(
                        "SELECT count(*) FROM audit a WHERE (a.txid, a.id) > (?::text::xid8, ?)",
                        Long.toString(position.transaction()),
                        position.id()));
    }

    private List<AuditRow> rows(Position position, Sql end, int limit) {
        Sql sql = Sql.of(ORDERED, Long.toString(position.transaction()), position.id())
                .add(end)
                .add(" ORDER BY a.txid, a.id LIMIT " + limit);
        return database.list("audit.ordered", sql, AuditTable::row);
    }

    /**
     * Whether rows bear transactions that this PostgreSQL has not come to yet: they were restored from a dump of another
     * one, and the order of sealing does not hold for what follows.
     */
    public boolean restoredFromDump() {
        return database.number(
                        "seal.restored",
                        Sql.of("SELECT count(*) FROM (SELECT 1 FROM audit a "
                                + "WHERE a.txid >= pg_snapshot_xmax(pg_current_snapshot()) LIMIT 1) n"))
                > 0;
    }

    /** Whether the tables belong to a role of their own, so that this server's user can only add and read. */
    public boolean separateOwner() {
        return database.number(
                        "seal.owner",
                        Sql.of("SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner "
                                + "WHERE c.oid IN ('audit'::regclass, 'audit_seal'::regclass) "
                                + "AND r.rolname = 'throughline_audit' AND NOT EXISTS (SELECT FROM pg_roles s WHERE "
                                + "s.rolname = current_user AND s.rolsuper)"))
                == 2;
    }

    /** Whether every trigger that refuses changes is in force in all sessions. */
    public boolean guarded() {
        return database.number(
                        "seal.guard",
                        Sql.of("SELECT count(*) FROM pg_trigger WHERE tgname = 'audit_append_only' AND tgenabled = 'A' "
                                + "AND tgrelid IN ('audit'::regclass, 'audit_seal'::regclass)"))
                == 2;
    }
}
