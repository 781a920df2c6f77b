package health.throughline.testing;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request to the server under test: {@code get("/Patient/1").accept("application/fhir+xml").send()}. */
public final class Call {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String method;
    private final HttpRequest.Builder request;
    private HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.noBody();

    private Call(String method, String path) {
        this.method = method;
        String url = path.startsWith("http") ? path : TestServer.base() + path;
        this.request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
    }

    /** @param path below the base, or a whole URL; already encoded */
    public static Call call(String method, String path) {
        return new Call(method, path);
    }

    public static Call get(String path) {
        return new Call("GET", path);
    }

    public static Call head(String path) {
        return new Call("HEAD", path);
    }

    public static Call delete(String path) {
        return new Call("DELETE", path);
    }

    public static Call post(String path, JsonNode resource) {
        return new Call("POST", path).content("application/fhir+json", FhirJson.bytes(resource));
    }

    public static Call put(String path, JsonNode resource) {
        return new Call("PUT", path).content("application/fhir+json", FhirJson.bytes(resource));
    }

    public static Call patch(String path, String type, String content) {
        return new Call("PATCH", path).content(type, content);
    }

    /** A value as it may stand in a query. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    public Call content(String type, byte[] content) {
        body = HttpRequest.BodyPublishers.ofByteArray(content);
        return type.isEmpty() ? this : header("Content-Type", type);
    }

    public Call content(String type, String content) {
        return content(type, content.getBytes(StandardCharsets.UTF_8));
    }

    public Call header(String name, String value) {
        request.setHeader(name, value);
        return this;
    }

    public Call accept(String type) {
        return header("Accept", type);
    }

    public Call prefer(String preference) {
        return header("Prefer", preference);
    }

    public Call ifMatch(String version) {
        return header("If-Match", "W/\"" + version + "\"");
    }

    public Reply send() {
        try {
            HttpRequest built = request.method(method, body).build();
            return new Reply(CLIENT.send(built, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
