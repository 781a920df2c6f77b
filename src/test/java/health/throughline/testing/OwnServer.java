package health.throughline.testing;

import health.throughline.ThroughlineApplication;
import health.throughline.store.ScratchPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A server with a database of its own, for tests that must know everything it holds; it lives as long as the JVM. */
public final class OwnServer {

    private static final String MODE = "--throughline.auth.mode=";

    private final String base;
    private final ConfigurableApplicationContext context;

    private OwnServer(String base, ConfigurableApplicationContext context) {
        this.base = base;
        this.context = context;
    }

    /** One that wants access tokens. */
    public static OwnServer secured(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        all.add(MODE + "secured");
        return start(all.toArray(String[]::new));
    }

    /** @param settings further ones, such as {@code --throughline.max-body=1MB} */
    public static OwnServer start(String... settings) {
        int port = freePort();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + port,
                "--throughline.store.url=" + ScratchPostgres.database(),
                "--throughline.store.username=postgres",
                "--throughline.definitions.publish=false",
                "--throughline.validation.warm-up=false",
                "--throughline.sample.clients=0"));
        for (String setting : settings) {
            String key = setting.substring(0, setting.indexOf('=') + 1);
            arguments.removeIf(one -> one.startsWith(key));
            arguments.add(setting);
        }
        if (arguments.stream().noneMatch(one -> one.startsWith(MODE))) {
            arguments.add(MODE + "open");
        }
        var context = SpringApplication.run(ThroughlineApplication.class, arguments.toArray(String[]::new));
        return new OwnServer("http://localhost:" + port + "/fhir", context);
    }

    /** The FHIR base, without a slash at its end. */
    public String base() {
        return base;
    }

    /** The server without the FHIR path and a slash at its end. */
    public String root() {
        return base.replaceAll("/fhir$", "");
    }

    /** One of its parts, for what cannot be set up over HTTP. */
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
