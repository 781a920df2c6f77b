package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;

/** Row numbers in ascending blocks of 256: one trip to the sequence serves 256 new resources. */
public final class RowNumbers {

    private static final int BLOCK = 256;

    private final Database database;
    private long next;
    private long end;

    public RowNumbers(Database database) {
        this.database = database;
    }

    public synchronized long next() {
        if (next == end) {
            next = database.number("resource.block", Sql.of("SELECT nextval('resource_rid')"));
            end = next + BLOCK;
        }
        return next++;
    }

    /** For a contained resource: negative, and growing like the others. */
    public long nextContained() {
        return Long.MIN_VALUE + next();
    }
}
