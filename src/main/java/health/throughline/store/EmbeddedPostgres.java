package health.throughline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL of the server's own, kept in a directory, started and stopped with the server. */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START = Duration.ofSeconds(60);

    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

    private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts on {@code directory}/postgres, making the database when there is none yet. */
    public static EmbeddedPostgres start(Path directory, int port) {
        Path data = directory.resolve("postgres").toAbsolutePath();
        try {
            Files.createDirectories(directory);
            stopLeftover(data);
            LOG.info("Starting the embedded PostgreSQL on {}", data);
            var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPGStartupWait(START)
                    .setServerConfig("shared_buffers", "128MB")
                    .setServerConfig("max_wal_size", "2GB")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("autovacuum_naptime", "10s")
                    .setServerConfig("max_connections", "100");
            if (port != 0) {
                builder.setPort(port);
            }
            return new EmbeddedPostgres(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start on " + data, e);
        }
    }

    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** A server that was killed leaves its PostgreSQL running; it must let go of the directory first. */
    private static void stopLeftover(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        List<String> lines = Files.readAllLines(lock);
        long pid = Long.parseLong(lines.get(0).trim());
        ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").contains("postgres"))
                .ifPresent(EmbeddedPostgres::stop);
    }

    private static void stop(ProcessHandle process) {
        LOG.warn("Stopping the PostgreSQL that an earlier server left running (process {})", process.pid());
        process.destroy();
        try {
            process.onExit().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "PostgreSQL process " + process.pid() + " still holds the data directory; stop it and start again.",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
