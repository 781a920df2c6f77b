package health.throughline.store.sql;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.datasource.DataSourceUtils;

/** Runs statements on the current transaction's connection, or on one of their own, and measures each by name. */
public final class Database {

    /** Reads one row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Pattern PLAN_ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

    private final DataSource dataSource;
    private final MeterRegistry meters;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public Database(DataSource dataSource, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.meters = meters;
    }

    public <T> List<T> list(String name, Sql sql, RowReader<T> reader) {
        return run(name, sql, statement -> {
            List<T> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        });
    }

    public <T> Optional<T> first(String name, Sql sql, RowReader<T> reader) {
        return list(name, sql, reader).stream().findFirst();
    }

    public long number(String name, Sql sql) {
        return first(name, sql, row -> row.getLong(1)).orElse(0L);
    }

    /** How many rows the planner expects of {@code SELECT count(*) FROM …}, without counting. */
    public long estimate(Sql count) {
        Sql explain = Sql.of("EXPLAIN (FORMAT JSON) " + count.text().replaceFirst("count\\(\\*\\)", "1"));
        explain.add("", count.values().toArray());
        String plan = first("search.estimate", explain, row -> row.getString(1)).orElse("");
        Matcher rows = PLAN_ROWS.matcher(plan);
        return rows.find() ? Long.parseLong(rows.group(1)) : 0;
    }

    public int update(String name, Sql sql) {
        return run(name, sql, PreparedStatement::executeUpdate);
    }

    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(String name, Sql sql, Work<T> work) {
        LOG.debug("{}: {}", name, sql.text());
        long start = System.nanoTime();
        Connection connection = connection(name);
        try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            bind(statement, sql.values());
            return work.on(statement);
        } catch (SQLException e) {
            throw StoreFailure.of(name, e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
            timers.computeIfAbsent(name, this::timer).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }

    private Connection connection(String name) {
        try {
            return DataSourceUtils.getConnection(dataSource);
        } catch (CannotGetJdbcConnectionException e) {
            throw StoreFailure.of(name, e);
        }
    }

    private Timer timer(String name) {
        return Timer.builder("throughline.sql")
                .description("Time of one SQL statement, by the question it answers")
                .tag("statement", name)
                .register(meters);
    }

    private static void bind(PreparedStatement statement, List<Object> values) throws SQLException {
        int index = 1;
        for (Object value : values) {
            statement.setObject(index++, value);
        }
    }
}
