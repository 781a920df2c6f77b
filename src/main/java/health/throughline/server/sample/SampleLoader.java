package health.throughline.server.sample;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Posts the sample to a FHIR server, once. */
public final class SampleLoader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NOT_FOUND = 404;

    /** Where any of these is, somebody else's data may be. */
    private static final List<String> OTHERS = List.of("Patient", "Practitioner", "Organization");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final Map<String, String> headers;
    private final Consumer<String> progress;

    /** Loads into the server at this FHIR base URL and reports line by line. */
    public SampleLoader(String base, Consumer<String> progress) {
        this(base, Map.of(), progress);
    }

    /** The headers go with every request: a token, for a server that asks for one. */
    public SampleLoader(String base, Map<String, String> headers, Consumer<String> progress) {
        this.base = base.replaceAll("/+$", "");
        this.headers = Map.copyOf(headers);
        this.progress = progress;
    }

    /** Whether the sample belongs here: the record is empty, or an earlier run has been at work. */
    public boolean welcome() {
        return has("/Organization/" + Staff.ORGANIZATION)
                || OTHERS.stream().noneMatch(type -> found("/" + type + "?_count=1"));
    }

    private boolean found(String search) {
        var response = send(request(search).GET().build());
        if (response.statusCode() / 100 != 2) {
            throw refused("GET " + search, response);
        }
        try {
            return !JSON.readTree(response.body()).path("entry").isEmpty();
        } catch (IOException e) {
            throw new SampleLoadFailed("The answer to GET " + search + " is not JSON", e);
        }
    }

    /** Posts every bundle in order unless an earlier run got to the end; returns whether anything was loaded. */
    public boolean load(SampleProgramme programme) {
        if (has("/" + SampleProgramme.MARKER)) {
            progress.accept("Sample: already there, nothing to load");
            return false;
        }
        programme.programme().forEach(this::postRepeatably);
        for (var client = 1; client <= programme.clients(); client++) {
            programme.client(client).forEach(this::postRepeatably);
            progress.accept(String.format(
                    Locale.ROOT,
                    "Sample: client %d of %d (%d %%)",
                    client,
                    programme.clients(),
                    client * 100 / programme.clients()));
        }
        post(programme.marker());
        return true;
    }

    /** With ids of our own in place of the server's: what an interrupted run wrote is not written a second time. */
    private void postRepeatably(SampleBundle bundle) {
        try {
            var tree = JSON.readTree(bundle.json());
            for (var entry : tree.path("entry")) {
                var request = (ObjectNode) entry.path("request");
                if (request.path("method").asText().equals("POST")) {
                    var id = entry.path("fullUrl").asText().substring("urn:uuid:".length());
                    ((ObjectNode) entry.path("resource")).put("id", id);
                    request.put("method", "PUT").put("url", request.path("url").asText() + "/" + id);
                }
            }
            post(new SampleBundle(bundle.client(), bundle.size(), JSON.writeValueAsBytes(tree)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts one bundle; the answer is the server's transaction-response. */
    public byte[] post(SampleBundle bundle) {
        var request = request("")
                .header("Content-Type", "application/fhir+json")
                .POST(BodyPublishers.ofByteArray(bundle.json()))
                .build();
        var response = send(request);
        if (response.statusCode() / 100 != 2) {
            var whose = bundle.client() == 0 ? "of the programme" : "of client " + bundle.client();
            throw refused("a sample transaction " + whose, response);
        }
        return response.body();
    }

    private boolean has(String path) {
        var response = send(request(path).GET().build());
        if (response.statusCode() / 100 != 2 && response.statusCode() != NOT_FOUND) {
            throw refused("GET " + path.substring(1), response);
        }
        return response.statusCode() != NOT_FOUND;
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/fhir+json");
        headers.forEach(request::header);
        return request;
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new SampleLoadFailed("No answer from " + base + " while loading the sample: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SampleLoadFailed("Interrupted while loading the sample", e);
        }
    }

    private static SampleLoadFailed refused(String what, HttpResponse<byte[]> response) {
        return new SampleLoadFailed(
                "The server refused " + what + ": status " + response.statusCode() + diagnostics(response.body()));
    }

    /** Severity, code and diagnostics of the issues; nothing else of the answer, as it might echo the record. */
    private static String diagnostics(byte[] body) {
        try {
            var said = new ArrayList<String>();
            for (var issue : JSON.readTree(body).path("issue")) {
                said.add(issue.path("severity").asText() + " "
                        + issue.path("code").asText() + " "
                        + issue.path("diagnostics").asText());
            }
            return said.isEmpty() ? ", without an OperationOutcome" : ": " + String.join("; ", said);
        } catch (IOException e) {
            return ", not in JSON";
        }
    }
}
