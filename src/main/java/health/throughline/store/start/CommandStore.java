package health.throughline.store.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database as a command reaches it: an external one, that of a running server, or one that it starts itself. */
public final class CommandStore implements AutoCloseable {

    private static final String USER = "postgres";

    private final String url;
    private final String user;
    private final String password;
    private final @Nullable EmbeddedPostgres own;

    private CommandStore(String url, String user, String password, @Nullable EmbeddedPostgres own) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.own = own;
    }

    /** @throws StartRefused when its tables are not those of this version */
    public static CommandStore external(String url, String user, String password) {
        return new CommandStore(url, user, password, null).migrated();
    }

    /** The embedded PostgreSQL of {@code directory}, whether a server has it running or not. */
    public static CommandStore embedded(Path directory, int port) {
        try {
            int running = DataDirectory.runningPort(directory);
            if (running > 0) {
                String url = "jdbc:postgresql://localhost:" + running + "/postgres";
                return new CommandStore(url, USER, USER, null).migrated();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The data directory " + directory + " cannot be read", e);
        }
        EmbeddedPostgres own = EmbeddedPostgres.start(directory, port);
        return new CommandStore(own.url(), USER, USER, own).migrated();
    }

    private CommandStore migrated() {
        try {
            Flyway.configure().dataSource(url, user, password).load().migrate();
            return this;
        } catch (FlywayException e) {
            close();
            throw new StartRefused(
                    "The database's tables cannot be made those of this version: " + e.getMessage(),
                    "Run the command of the version whose server last ran on this database, or of a newer one.");
        }
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    public DataSource dataSource() {
        return new DriverManagerDataSource(url, user, password);
    }

    @Override
    public void close() {
        try {
            if (own != null) {
                own.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
