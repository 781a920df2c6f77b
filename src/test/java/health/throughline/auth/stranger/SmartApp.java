package health.throughline.auth.stranger;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** A web server with the pages of an app that is made of npm's fhirclient and settings. */
final class SmartApp {

    static final Path FETCHED = Path.of("target", "browser");

    private static final Map<String, String> TYPES =
            Map.of("html", "text/html", "js", "text/javascript", "json", "application/json");

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final HttpServer server;

    SmartApp() {
        try {
            files.put("/fhir-client.js", Files.readAllBytes(FETCHED.resolve("fhirclient/build/fhir-client.js")));
            files.put("/launch.html", page("launch.html"));
            files.put("/index.html", page("index.html"));
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            byte[] file = files.getOrDefault(path, new byte[0]);
            String type = TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "text/plain");
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(files.containsKey(path) ? 200 : 404, file.length == 0 ? -1 : file.length);
            exchange.getResponseBody().write(file);
            exchange.close();
        });
        server.start();
    }

    private static byte[] page(String name) throws IOException {
        try (InputStream in = SmartApp.class.getResourceAsStream("/smart-app/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String at(String path) {
        return origin() + path;
    }

    /** Puts another file on the server. */
    SmartApp with(String path, String content) {
        files.put(path, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** What fhirclient is told. */
    SmartApp settings(String client, String scope, String fhir, ObjectNode further) {
        ObjectNode settings = FhirJson.object()
                .put("clientId", client)
                .put("scope", scope)
                .put("iss", fhir)
                .put("redirectUri", "index.html")
                .put("pkceMode", "required");
        settings.setAll(further);
        return with("/settings.js", "const SETTINGS = " + settings + ";");
    }

    void stop() {
        server.stop(0);
    }
}
