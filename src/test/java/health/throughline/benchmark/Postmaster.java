package health.throughline.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** PostgreSQL's first process, by the lock file in its data directory: line 1 is its pid, line 4 its port. */
record Postmaster(long pid, int port) {

    private static final String LOCK_FILE = "postmaster.pid";
    private static final String SIZE =
            "select max(pg_database_size(oid)) from pg_database where datallowconn and not datistemplate";

    /** The data directory may lie anywhere below the server's. */
    static Postmaster below(Path directory) {
        try (var files = Files.find(directory, 8, (file, attributes) -> file.endsWith(LOCK_FILE))) {
            return read(files.findFirst()
                    .orElseThrow(() -> new IllegalStateException("No " + LOCK_FILE + " below " + directory)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A postmaster's working directory is its data directory. */
    static Postmaster ofProcess(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "cwd", LOCK_FILE));
    }

    static Postmaster parse(List<String> lines) {
        return new Postmaster(
                Long.parseLong(lines.get(0).trim()),
                Integer.parseInt(lines.get(3).trim()));
    }

    /** Bytes on disk of the largest database, which is the one with the record in it. */
    long databaseBytes() {
        var url = "jdbc:postgresql://localhost:" + port + "/postgres?user=postgres";
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(SIZE)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask PostgreSQL at port " + port + " for its size", e);
        }
    }

    private static Postmaster read(Path file) {
        try {
            return parse(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
