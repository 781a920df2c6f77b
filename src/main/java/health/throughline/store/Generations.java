package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;

/**
 * Counts the changes to what servers on one database keep in memory, so that each of them notices those of the others.
 */
public final class Generations {

    private static final String PREFIX = "generation-";

    private final Database database;

    public Generations(Database database) {
        this.database = database;
    }

    /** The number of changes to {@code subject} so far. */
    public long current(String subject) {
        return database.number(
                "generation.current", Sql.of("SELECT value::bigint FROM setting WHERE name = ?", PREFIX + subject));
    }

    /** The same, and nobody else may change {@code subject} until the current transaction ends. */
    public long lock(String subject) {
        return raise(subject, 0);
    }

    /** Tells of a change when the current transaction is committed; others who want to change the same wait for that. */
    public long advance(String subject) {
        return raise(subject, 1);
    }

    private long raise(String subject, int by) {
        return database.number(
                "generation.raise",
                Sql.of(
                        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE "
                                + "SET value = (setting.value::bigint + ?)::text RETURNING value::bigint",
                        PREFIX + subject,
                        Integer.toString(by),
                        by));
    }
}
