package health.throughline.store.trail;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** The rows about one patient, put together by who it was and the day. */
public final class AccessDays {

    /**
     * Which rows.
     *
     * @param lo first millisecond
     * @param hi last millisecond
     * @param zone where days begin and end
     */
    public record Asked(long patient, long lo, long hi, String zone) {}

    /** The kinds of row that are counted together. */
    public record Kinds(
            Collection<Integer> looked, Collection<Integer> changed, Collection<Integer> given, int emergency) {}

    /** How often something was done; what was refused or failed counts there alone. */
    public record Counts(long looked, long changed, long given, long failed, boolean emergency) {}

    /**
     * What one did on one day.
     *
     * @param day as {@code 2026-01-31}
     * @param lastId number of the last row; two never have the same
     */
    public record Day(
            String day,
            String account,
            String userResource,
            String client,
            long first,
            long last,
            long lastId,
            Counts counts) {}

    private static final String COUNTED = "count(*) FILTER (WHERE a.outcome = 0 AND a.kind = ANY (?)), ";

    private final Database database;

    public AccessDays(Database database) {
        this.database = database;
    }

    /**
     * The latest first.
     *
     * @param before only those whose last row has a smaller number
     */
    public List<Day> find(Asked asked, Kinds kinds, long before, int limit) {
        Sql sql = Sql.of(
                "SELECT to_char(to_timestamp(a.time / 1000.0) AT TIME ZONE ?, 'YYYY-MM-DD'), a.account, a.user_resource, "
                        + "a.client, min(a.time), max(a.time), max(a.id), ",
                asked.zone());
        sql.add(COUNTED, (Object) shorts(kinds.looked()));
        sql.add(COUNTED, (Object) shorts(kinds.changed()));
        sql.add(COUNTED, (Object) shorts(kinds.given()));
        sql.add("count(*) FILTER (WHERE a.outcome > 0), bool_or(a.kind = ? OR a.purpose IN ('ETREAT', 'BTG')) ", (short)
                kinds.emergency());
        sql.add(
                "FROM audit a WHERE a.patient = ? AND a.patient <> 0 AND a.time BETWEEN ? AND ? GROUP BY 1, 2, 3, 4 "
                        + "HAVING max(a.id) < ? ORDER BY 7 DESC LIMIT " + limit,
                asked.patient(),
                asked.lo(),
                asked.hi(),
                before);
        return database.list("audit.days", sql, AccessDays::day);
    }

    private static Short[] shorts(Collection<Integer> values) {
        return values.stream().map(Integer::shortValue).toArray(Short[]::new);
    }

    private static Day day(ResultSet row) throws SQLException {
        Counts counts =
                new Counts(row.getLong(8), row.getLong(9), row.getLong(10), row.getLong(11), row.getBoolean(12));
        return new Day(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                counts);
    }
}
