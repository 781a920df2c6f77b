package health.throughline.store.start;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts and stops the PostgreSQL of a data directory with its own {@code pg_ctl}. */
final class PostmasterControl {

    private static final int SECONDS = 300;

    private final Path program;
    private final Path data;

    /** @param postmaster the running PostgreSQL, beside whose program pg_ctl lies */
    static PostmasterControl of(ProcessHandle postmaster, Path data) {
        String command = postmaster
                .info()
                .command()
                .orElseThrow(() -> new IllegalStateException("The program of PostgreSQL process " + postmaster.pid()
                        + " cannot be told; stop that process and start again."));
        return new PostmasterControl(Path.of(command).resolveSibling("pg_ctl"), data);
    }

    private PostmasterControl(Path program, Path data) {
        this.program = program;
        this.data = data;
    }

    /** Starts it with the options it had last; whether it runs now. */
    boolean restart() throws IOException {
        return run("restart");
    }

    /** Ends its connections and stops it; whether it has stopped. */
    boolean stop() throws IOException {
        return run("stop", "-m", "fast");
    }

    private boolean run(String... action) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        command.addAll(List.of(program.toString(), "-D", data.toString(), "-w", "-t", Integer.toString(SECONDS)));
        command.addAll(List.of(action));
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(
                data.resolveSibling("postgres.log").toFile());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            return process.waitFor(SECONDS + 10L, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
