package health.throughline.store.event;

import health.throughline.fhir.ResourceKey;
import health.throughline.store.Operation;
import health.throughline.store.ResourceTypes;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.List;

/**
 * The outbox: one row for every change, written in the change's own transaction.
 *
 * <p>Rows become visible in the order of commits, which is neither that of their ids nor that of their transactions. A
 * reader that only went on from the last id it saw would miss the row of a transaction that took its id earlier and
 * committed later. So rows are read in the order of their transactions, and only those of transactions that are older
 * than every one still running: no further row can come to stand before them.
 */
public final class EventTable {

    /** Where a reader stands: behind one event. */
    public record Position(long transaction, long id) {

        /** Before the first event. */
        public static final Position START = new Position(0, 0);
    }

    /** One change that has been committed. */
    public record Event(Position position, long rid, String type, int version, Operation operation) {}

    private final Database database;

    public EventTable(Database database) {
        this.database = database;
    }

    /**
     * The next events behind {@code position}, at most {@code limit}; one that comes later stands behind all of them. An
     * event waits here while any transaction older than its own is still running.
     */
    public List<Event> after(Position position, int limit) {
        Sql sql = Sql.of(
                "SELECT e.txid::text::bigint, e.id, e.rid, e.type, e.ver, e.op FROM event e "
                        + "WHERE (e.txid, e.id) > (?::text::xid8, ?) AND e.txid < pg_snapshot_xmin(pg_current_snapshot()) "
                        + "ORDER BY e.txid, e.id LIMIT " + limit,
                Long.toString(position.transaction()),
                position.id());
        return database.list(
                "event.after",
                sql,
                row -> new Event(
                        new Position(row.getLong(1), row.getLong(2)),
                        row.getLong(3),
                        ResourceTypes.name(row.getInt(4)),
                        row.getInt(5),
                        Operation.of(row.getShort(6))));
    }

    /** The patients in whose compartments the rows lie, each once. */
    public List<ResourceKey> patients(List<Event> events) {
        long[] rows = events.stream().mapToLong(Event::rid).distinct().toArray();
        Sql sql = Sql.of(
                "SELECT DISTINCT p.fid FROM resource r JOIN resource p ON p.fkey = ANY (r.patients) "
                        + "WHERE r.rid = ANY (?) AND p.type = ? AND p.op < 3 ORDER BY p.fid",
                rows,
                ResourceTypes.code("Patient"));
        return database.list("event.patients", sql, row -> new ResourceKey("Patient", row.getString(1)));
    }
}
