package health.throughline.benchmark;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Stands in for a FHIR server: one Observation for every question, 404 where the path says "missing". */
final class StubServer implements AutoCloseable {

    private static final String OBSERVATION =
            "{\"resourceType\":\"Observation\",\"id\":\"o1\",\"meta\":{\"versionId\":\"1\"}}";

    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;

    StubServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/fhir", this::answer);
        server.start();
    }

    String base() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/fhir";
    }

    /** Every different request so far: method, path with query, and body. */
    Set<String> seen() {
        return seen;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        var path = exchange.getRequestURI().toString();
        seen.add((exchange.getRequestMethod() + " " + path + " " + body).strip());
        var json = (path.contains("?")
                        ? "{\"resourceType\":\"Bundle\",\"entry\":[{\"resource\":" + OBSERVATION + "}]}"
                        : OBSERVATION)
                .getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(path.contains("missing") ? 404 : 200, json.length);
        try (var response = exchange.getResponseBody()) {
            response.write(json);
        }
    }
}
