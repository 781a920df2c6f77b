package health.throughline.store.event;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.time.Duration;

/** When work that is owed at regular times is due. */
public final class ScheduleTable {

    private final Database database;

    public ScheduleTable(Database database) {
        this.database = database;
    }

    /**
     * Whether {@code name} is due now, the first time always; if so it is due again after {@code every}. Of several who ask
     * at once, one is told so when the others' transactions have ended.
     */
    public boolean take(String name, Duration every) {
        Sql sql = Sql.of(
                "INSERT INTO schedule (name, next) VALUES (?, now() + make_interval(secs => ?)) ON CONFLICT (name) "
                        + "DO UPDATE SET next = excluded.next WHERE schedule.next <= now()",
                name,
                every.toMillis() / 1000.0);
        return database.update("schedule.take", sql) > 0;
    }

    /** Whether {@code name} is due; cheaper than to take it. */
    public boolean due(String name) {
        Sql sql = Sql.of("SELECT count(*) FROM schedule WHERE name = ? AND next > now()", name);
        return database.number("schedule.due", sql) == 0;
    }
}
