package health.throughline.testing;

import health.throughline.ThroughlineApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.util.FileSystemUtils;

/**
 * The one server that all integration tests of a JVM talk to, over HTTP only. It starts at the first request, on a free
 * port and with an empty embedded PostgreSQL. {@code -Dthroughline.test.base=http://…/fhir} names a running server to
 * test instead.
 */
public final class TestServer {

    private static final String BASE_PROPERTY = "throughline.test.base";

    private TestServer() {}

    private static final class Running {

        private static final String BASE = start();

        private static String start() {
            String given = System.getProperty(BASE_PROPERTY, "");
            if (!given.isEmpty()) {
                return given;
            }
            int port = freePort();
            Path data = dataDirectory();
            SpringApplication.getShutdownHandlers().add(() -> delete(data));
            SpringApplication.run(
                    ThroughlineApplication.class,
                    "--server.port=" + port,
                    "--throughline.store.data-dir=" + data,
                    "--throughline.auth.mode=open",
                    "--throughline.definitions.publish=false",
                    "--throughline.validation.warm-up=false",
                    "--throughline.sample.clients=0");
            return "http://localhost:" + port + "/fhir";
        }
    }

    /** The FHIR base of the server, without a slash at its end. */
    public static String base() {
        return Running.BASE;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path dataDirectory() {
        try {
            return Files.createTempDirectory("throughline-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path data) {
        try {
            FileSystemUtils.deleteRecursively(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
