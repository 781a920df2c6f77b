package health.throughline.store.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of the server's own, kept in a directory, started and stopped with the server. When its process dies in
 * between, it is started again; until then requests are answered 503 and health is DOWN.
 */
public final class EmbeddedPostgres implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final long RETRY_MILLIS = 1000;

    private final DataDirectory directory;
    private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
    private final Thread watch = new Thread(this::watch, "postgres-watch");
    private volatile boolean closing;

    private EmbeddedPostgres(DataDirectory directory, io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /**
     * Starts on {@code directory}/postgres, making the database when there is none yet.
     *
     * @throws StartRefused when another server is running on the directory
     */
    public static EmbeddedPostgres start(Path directory, int port) {
        try {
            DataDirectory held = DataDirectory.hold(directory);
            try {
                return start(held, port);
            } catch (IOException | RuntimeException e) {
                held.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not start on " + directory, e);
        }
    }

    private static EmbeddedPostgres start(DataDirectory directory, int port) throws IOException {
        stopLeftover(directory);
        LOG.info("Starting the embedded PostgreSQL on {}", directory.data());
        var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(directory.data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false) // it must outlive the requests that a shutdown lets end
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
        EmbeddedPostgres started = new EmbeddedPostgres(directory, builder.start());
        started.watch.setDaemon(true);
        started.watch.start();
        return started;
    }

    public String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** A server that was killed leaves its PostgreSQL running; it must let go of the directory first. */
    private static void stopLeftover(DataDirectory directory) throws IOException {
        Optional<ProcessHandle> leftover = directory.postmaster();
        if (leftover.isEmpty()) {
            return;
        }
        ProcessHandle process = leftover.get();
        LOG.warn("Stopping the PostgreSQL that an earlier server left running (process {})", process.pid());
        if (!PostmasterControl.of(process, directory.data()).stop() && process.isAlive()) {
            throw new StartRefused(
                    "PostgreSQL process " + process.pid() + " still holds the data directory.",
                    "Stop that process and start again.");
        }
    }

    /** Waits for the end of the process and starts it again, for as long as the server wants it. */
    private void watch() {
        try {
            ProcessHandle process = directory
                    .postmaster()
                    .orElseThrow(() -> new IllegalStateException("The process of PostgreSQL cannot be told"));
            PostmasterControl control = PostmasterControl.of(process, directory.data());
            while (!closing) {
                process.onExit().join();
                process = restarted(process, control);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("The embedded PostgreSQL is no longer watched; when it dies, restart the server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sessions of the dead process that have not noticed yet keep its memory in use for a moment. */
    private ProcessHandle restarted(ProcessHandle dead, PostmasterControl control)
            throws IOException, InterruptedException {
        while (!closing) {
            LOG.error("The embedded PostgreSQL (process {}) has died; starting it again", dead.pid());
            if (start(control)) {
                Optional<ProcessHandle> process = directory.postmaster();
                if (process.isPresent()) {
                    LOG.info(
                            "The embedded PostgreSQL is back (process {})",
                            process.get().pid());
                    return process.get();
                }
            }
            LOG.error("It did not start, see postgres.log in the data directory; trying again");
            Thread.sleep(RETRY_MILLIS);
        }
        return dead;
    }

    /** Not while it is being closed, or it would be left running. */
    private synchronized boolean start(PostmasterControl control) throws IOException {
        return !closing && control.restart();
    }

    @Override
    public void close() throws IOException {
        closing = true;
        synchronized (this) {
            server.close();
            directory.close();
        }
    }
}
