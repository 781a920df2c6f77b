package health.throughline.store.event;

import health.throughline.store.ResourceTypes;
import health.throughline.store.event.EventTable.Event;
import health.throughline.store.event.EventTable.Position;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;

/** How far each handler of events has come, and what it could not do. */
public final class PositionTable {

    /**
     * Where a handler stands.
     *
     * @param attempts how often it has failed at what comes next
     */
    public record Standing(Position position, int attempts) {}

    private static final int LONGEST = 500;

    private final Database database;

    public PositionTable(Database database) {
        this.database = database;
    }

    /** Where {@code handler} stands; one that is new stands behind everything that has happened so far. */
    public Standing of(String handler) {
        Sql sql =
                Sql.of("SELECT txid::text::bigint, position, attempts FROM event_position WHERE handler = ?", handler);
        return database.first(
                        "event.position",
                        sql,
                        row -> new Standing(new Position(row.getLong(1), row.getLong(2)), row.getInt(3)))
                .orElseGet(() -> begun(handler));
    }

    private Standing begun(String handler) {
        database.update(
                "event.begin",
                Sql.of(
                        "INSERT INTO event_position (handler, txid, position) "
                                + "VALUES (?, pg_snapshot_xmin(pg_current_snapshot()), 0) ON CONFLICT DO NOTHING",
                        handler));
        return of(handler);
    }

    /** Notes that {@code handler} has done everything up to {@code position}. */
    public void done(String handler, Position position) {
        database.update(
                "event.done",
                Sql.of(
                        "UPDATE event_position SET txid = ?::text::xid8, position = ?, attempts = 0, failure = NULL "
                                + "WHERE handler = ?",
                        Long.toString(position.transaction()),
                        position.id(),
                        handler));
    }

    /** Notes that {@code handler} has failed at what comes next. */
    public void failed(String handler, String failure) {
        database.update(
                "event.failed",
                Sql.of(
                        "UPDATE event_position SET attempts = attempts + 1, failure = ? WHERE handler = ?",
                        shortened(failure),
                        handler));
    }

    /** Notes that {@code handler} leaves {@code event} undone. */
    public void leftUndone(String handler, Event event, String failure) {
        database.update(
                "event.undone",
                Sql.of(
                        "INSERT INTO event_failure (handler, event, rid, type, failure) VALUES (?, ?, ?, ?, ?)",
                        handler,
                        event.position().id(),
                        event.rid(),
                        ResourceTypes.code(event.type()),
                        shortened(failure)));
        done(handler, event.position());
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }
}
