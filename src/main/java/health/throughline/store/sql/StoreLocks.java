package health.throughline.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Locks that hold across all servers on one database, and end with the server that holds them. */
public final class StoreLocks {

    private final DataSource dataSource;

    public StoreLocks(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Runs {@code work} if nobody else holds the lock {@code name}; returns at once otherwise. */
    public void ifFree(String name, Runnable work) {
        try (Connection connection = dataSource.getConnection()) {
            if (call(connection, "SELECT pg_try_advisory_lock(hashtextextended(?, 0))", name)) {
                try {
                    work.run();
                } finally {
                    call(connection, "SELECT pg_advisory_unlock(hashtextextended(?, 0))", name);
                }
            }
        } catch (SQLException e) {
            throw StoreFailure.of("lock", e);
        }
    }

    private static boolean call(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
