package health.throughline.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks the server outside the measured time: for ids, and whether a request finds anything at all. */
final class FhirClient {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    FhirClient(String base) {
        this.base = base;
    }

    /** The status of a request, and its answer when that is JSON. */
    record Answer(int status, JsonNode body) {

        boolean accepted() {
            return status / 100 == 2;
        }

        /** A resource, or a search with at least one match. */
        boolean finds() {
            return accepted()
                    && (!body.path("resourceType").asText().equals("Bundle")
                            || !body.path("entry").isEmpty());
        }

        List<JsonNode> matches() {
            var resources = new ArrayList<JsonNode>();
            body.path("entry").forEach(entry -> resources.add(entry.path("resource")));
            return resources;
        }
    }

    boolean answers() {
        try {
            return send(Request.get("/metadata")).accepted();
        } catch (IOException e) {
            return false;
        }
    }

    Answer ask(Request request) {
        try {
            return send(request);
        } catch (IOException e) {
            throw new IllegalStateException("No answer to " + request.method() + " " + request.path(), e);
        }
    }

    private Answer send(Request request) throws IOException {
        var builder = HttpRequest.newBuilder(URI.create(base + request.path()))
                .timeout(Duration.ofMinutes(1))
                .header("Accept", "application/fhir+json");
        String token = System.getenv("BENCHMARK_TOKEN");
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (!request.body().isEmpty()) {
            builder.header("Content-Type", "application/fhir+json");
        }
        var publisher = request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body());
        try {
            return answer(http.send(builder.method(request.method(), publisher).build(), BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        try {
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            return new Answer(response.statusCode(), JSON.nullNode());
        }
    }
}
