package health.throughline.store.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The directory of one server's PostgreSQL, held by a lock for as long as the server lives. */
final class DataDirectory implements AutoCloseable {

    /** Which line of postmaster.pid, from 0, names the port. */
    private static final int PORT_LINE = 3;

    private final Path data;
    private final FileChannel lock;

    private DataDirectory(Path data, FileChannel lock) {
        this.data = data;
        this.lock = lock;
    }

    /** @throws StartRefused when another server holds it */
    static DataDirectory hold(Path directory) throws IOException {
        Files.createDirectories(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve("server.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartRefused(
                    "Another server is running on " + directory.toAbsolutePath() + ".",
                    "Stop it, or give this one a directory of its own: throughline.store.data-dir.");
        }
        return new DataDirectory(directory.resolve("postgres").toAbsolutePath(), channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /**
     * The port of the PostgreSQL of a server that runs on {@code directory}; 0 when none does.
     *
     * @throws StartRefused when one does, but its PostgreSQL is not up
     */
    static int runningPort(Path directory) throws IOException {
        try (DataDirectory held = hold(directory)) {
            return 0;
        } catch (StartRefused e) {
            Path pidFile = directory.resolve("postgres").resolve("postmaster.pid");
            List<String> lines = Files.exists(pidFile) ? Files.readAllLines(pidFile) : List.of();
            if (lines.size() <= PORT_LINE || !lines.get(PORT_LINE).strip().matches("\\d{1,5}")) {
                throw new StartRefused(
                        "The server that runs on " + directory.toAbsolutePath() + " has no PostgreSQL up just now.",
                        "Wait until it answers, then try again.");
            }
            return Integer.parseInt(lines.get(PORT_LINE).strip());
        }
    }

    Path data() {
        return data;
    }

    /** The PostgreSQL that runs on this directory. A process that only came by the same number does not count. */
    Optional<ProcessHandle> postmaster() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(ProcessHandle::isAlive)
                .filter(this::runsHere);
    }

    private boolean runsHere(ProcessHandle process) {
        String command = process.info().command().orElse("");
        String line = process.info().commandLine().orElse(command + data);
        return command.contains("postgres") && line.contains(data.toString());
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
