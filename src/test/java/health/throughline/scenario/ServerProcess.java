package health.throughline.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server as a process of its own on a data directory, open: these scenarios are of what is stored, not of who asks. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(120);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Path directory;
    private final int port;
    private final Process process;

    private ServerProcess(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    static ServerProcess start(Path directory) {
        ServerProcess server = launch(directory, freePort());
        server.awaitHealth();
        return server;
    }

    /** Starts without waiting; the output goes to {@code log-<port>} in the directory. */
    static ServerProcess launch(Path directory, int port) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "health.throughline.ThroughlineApplication",
                "--server.port=" + port,
                "--throughline.store.data-dir=" + directory,
                "--throughline.auth.mode=open",
                "--throughline.sample.clients=0"));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log(directory, port).toFile())
                    .start();
            return new ServerProcess(directory, port, process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path log(Path directory, int port) {
        return directory.resolve("log-" + port);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String output() throws IOException {
        return Files.readString(log(directory, port));
    }

    void awaitHealth() {
        long end = System.nanoTime() + START.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The server ended at its start, see " + log(directory, port));
            }
            if (status("/actuator/health") == 200) {
                return;
            }
            pause(100);
        }
        throw new IllegalStateException("The server is not healthy, see " + log(directory, port));
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The status of a GET; 0 when nobody answered. */
    int status(String path) {
        try {
            return send("GET", path, "").statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    HttpResponse<String> send(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/fhir+json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The process that holds the database. */
    ProcessHandle postmaster() throws IOException {
        String pid =
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** The process that serves one of the server's connections. */
    ProcessHandle session() throws IOException, SQLException {
        String port =
                Files.readAllLines(directory.resolve("postgres/postmaster.pid")).get(3);
        String url = "jdbc:postgresql://127.0.0.1:" + port.strip() + "/postgres?user=postgres";
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT pid FROM pg_stat_activity WHERE application_name = 'throughline'")) {
            row.next();
            return ProcessHandle.of(row.getLong(1)).orElseThrow();
        }
    }

    /** {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** {@code kill -15}. */
    void stop() {
        process.destroy();
        awaitEnd();
    }

    int awaitEnd() {
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The server does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
