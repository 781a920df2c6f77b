package health.throughline.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server being measured: where it listens, which processes it consists of, and how long it took to start. */
final class Server implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String base;
    private final ProcessorTime time;
    private final long postmaster;
    private final Optional<Process> process;
    private final Start start;

    private Server(String base, long pid, long postmaster, Optional<Process> process, Duration wall) {
        this.base = base;
        this.time = new ProcessorTime(pid, postmaster);
        this.postmaster = postmaster;
        this.process = process;
        this.start = new Start(wall.toMillis(), time.milliseconds());
    }

    /** From the start of the process to the first answer, in milliseconds. */
    record Start(long wall, long processor) {}

    static Server attached(Settings.Attachment attachment) {
        return new Server(
                attachment.base(), attachment.pid(), attachment.postmaster(), Optional.empty(), Duration.ZERO);
    }

    static Server started(Settings.Launch launch, Path data, Path log) {
        var port = freePort();
        var command = new ArrayList<>(List.of(java()));
        command.addAll(launch.javaOptions());
        command.add("-jar");
        command.add(launch.jar().toString());
        command.add("--server.port=" + port);
        command.add("--throughline.store.data-dir=" + data.toAbsolutePath());
        command.add("--throughline.sample.clients=0");
        command.add("--throughline.auth.mode=open");
        command.addAll(launch.arguments());
        var begin = System.nanoTime();
        var process =
                start(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()));
        var base = "http://localhost:" + port + "/fhir";
        awaitAnswer(new FhirClient(base), process, log);
        var wall = Duration.ofNanos(System.nanoTime() - begin);
        return new Server(base, process.pid(), Postmaster.below(data).pid(), Optional.of(process), wall);
    }

    String base() {
        return base;
    }

    ProcessorTime time() {
        return time;
    }

    Start startedIn() {
        return start;
    }

    Postmaster postmaster() {
        return Postmaster.ofProcess(postmaster);
    }

    boolean canBeRestarted() {
        return process.isPresent();
    }

    /** Waits until the server and its database have nothing left to do, so that one shape does not pay for another. */
    void settle() {
        var deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        var busy = true;
        while (busy && System.nanoTime() < deadline) {
            var before = time.milliseconds();
            pause(1000);
            busy = time.milliseconds() - before > 50;
        }
    }

    @Override
    public void close() {
        process.ifPresent(Server::stop);
        if (process.isPresent()) {
            awaitEndOfPostgres();
        }
    }

    /** A database still shutting down would stand in the way of the next start. */
    private void awaitEndOfPostgres() {
        var handle = ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive);
        if (handle.isEmpty()) {
            return;
        }
        try {
            handle.get().onExit().get(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            handle.get().destroy();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitAnswer(FhirClient client, Process process, Path log) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!client.answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroy();
                throw new IllegalStateException("The server did not start; see " + log);
            }
            pause(20);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }
}
