package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

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

    /**
     * Sees the changes to one subject by a look now and then: what is kept in memory costs its readers a query every few
     * seconds, not one each.
     *
     * @param every how long a change elsewhere may stay unseen
     */
    public Watch watch(String subject, Duration every) {
        return new Watch(this, subject, every.toNanos());
    }

    /** A look at one subject now and then. */
    public static final class Watch {

        private final Generations generations;
        private final String subject;
        private final long every;
        private final AtomicLong looked;
        private volatile long seen;

        private Watch(Generations generations, String subject, long every) {
            this.generations = generations;
            this.subject = subject;
            this.every = every;
            this.looked = new AtomicLong(System.nanoTime() - every);
        }

        /** The number of changes when it was last looked. */
        public long current() {
            long last = looked.get();
            long now = System.nanoTime();
            if (now - last >= every && looked.compareAndSet(last, now)) {
                seen = generations.current(subject);
            }
            return seen;
        }

        /** Tells the others of a change made here. */
        public void advance() {
            generations.advance(subject);
        }
    }
}
