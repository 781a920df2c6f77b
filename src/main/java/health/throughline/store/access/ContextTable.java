package health.throughline.store.access;

import health.throughline.fhir.ResourceKey;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTypes;
import health.throughline.store.ResourceVersion;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where resources lie, of which Binaries follow others. */
public final class ContextTable {

    /** Whose data a resource is, and under which labels. */
    public record Place(long[] patients, int[] labels) {}

    private static final short BINARY = ResourceTypes.code("Binary");

    private final Database database;
    private final Keys keys;

    public ContextTable(Database database, Keys keys) {
        this.database = database;
        this.keys = keys;
    }

    /** Where {@code key} lies, deleted or not. */
    public Optional<Place> place(ResourceKey key) {
        Sql sql = Sql.of(
                "SELECT coalesce(r.patients, '{}'), coalesce(r.labels, '{}') FROM resource r WHERE r.fkey = ? AND r.fid = ?",
                keys.of(key),
                key.id());
        return database.first("context.place", sql, ContextTable::read);
    }

    private static Place read(ResultSet row) throws SQLException {
        return new Place(
                Stream.of((Long[]) row.getArray(1).getArray())
                        .mapToLong(Long::longValue)
                        .toArray(),
                Stream.of((Integer[]) row.getArray(2).getArray())
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    /** The Binaries of any of {@code patients}, locked. */
    public List<ResourceVersion> lockBinaries(long[] patients) {
        Sql sql = Sql.of(
                "SELECT " + ResourceTable.COLUMNS
                        + " FROM resource r WHERE r.type = ? AND r.op < 3 AND r.patients && ? "
                        + "ORDER BY r.fkey FOR UPDATE",
                BINARY,
                patients);
        return database.list("context.binaries", sql, ResourceTable::version);
    }
}
