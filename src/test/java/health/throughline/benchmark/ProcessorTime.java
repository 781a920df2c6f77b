package health.throughline.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The processor time that a server and its PostgreSQL have used, user and system, from
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; ended backends count by way of the postmaster.
 */
final class ProcessorTime {

    private static final int MILLISECONDS_PER_TICK = 10;

    private final long server;
    private final long postmaster;

    ProcessorTime(long server, long postmaster) {
        this.server = server;
        this.postmaster = postmaster;
    }

    /** One process: its parent, and the clock ticks of its threads and of the children it has waited for. */
    record Stat(long parent, long ticks) {

        /** The command, in parentheses, may itself hold spaces and parentheses: fields are counted behind the last. */
        static Stat parse(String line) {
            var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            var ticks = 0L;
            for (var field = 11; field <= 14; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return new Stat(Long.parseLong(fields[1]), ticks);
        }
    }

    /** Milliseconds since the processes started. */
    long milliseconds() {
        var all = processes();
        var counted = descendants(all, postmaster);
        counted.add(server);
        var ticks = 0L;
        for (var pid : counted) {
            var stat = Optional.ofNullable(all.get(pid));
            ticks += stat.orElseThrow(() -> new IllegalStateException("Process " + pid + " is gone"))
                    .ticks();
        }
        return ticks * MILLISECONDS_PER_TICK;
    }

    /** The resident memory of the server alone, in megabytes. */
    double residentMegabytes() {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(server), "status"))) {
            var resident = lines.filter(line -> line.startsWith("VmRSS:")).findFirst();
            return resident.map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                    .orElseThrow(() -> new IllegalStateException("Process " + server + " has ended"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<Long> descendants(Map<Long, Stat> all, long root) {
        var found = new HashSet<>(Set.of(root));
        var before = 0;
        while (before < found.size()) {
            before = found.size();
            all.entrySet().stream()
                    .filter(process -> found.contains(process.getValue().parent()))
                    .map(Map.Entry::getKey)
                    .toList()
                    .forEach(found::add);
        }
        return found;
    }

    private static Map<Long, Stat> processes() {
        var all = new HashMap<Long, Stat>();
        try (var directories = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var directory : directories) {
                read(directory.resolve("stat")).ifPresent(stat -> all.put(pid(directory), stat));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static long pid(Path directory) {
        return Long.parseLong(directory.getFileName().toString());
    }

    /** A process may end between listing and reading; its time is then in its parent's. */
    private static Optional<Stat> read(Path file) {
        try {
            return Optional.of(Stat.parse(Files.readString(file)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
