package health.throughline.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the server answered. */
public final class Reply {

    private final HttpResponse<byte[]> response;

    Reply(HttpResponse<byte[]> response) {
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    /** Fails with the server's own words when the status is another. */
    public Reply expect(int status) {
        assertThat(status())
                .as("status of %s, which says: %s", response.request(), shown())
                .isEqualTo(status);
        return this;
    }

    private String shown() {
        String text = text();
        return text.length() > 600 ? text.substring(0, 600) + "…" : text;
    }

    /** Empty when there is no such header. */
    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public byte[] bytes() {
        return response.body();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    public ObjectNode json() {
        return FhirJson.parse(response.body());
    }

    /** The logical id of the resource in the body, or of the one that Location names. */
    public String id() {
        String location = header("Location");
        return location.isEmpty() ? json().path("id").asText() : Json.idOf(location);
    }

    /** The version in the ETag. */
    public String version() {
        return header("ETag").replaceAll("[^0-9]", "");
    }

    /** The resources of a Bundle, in order. */
    public List<JsonNode> resources() {
        List<JsonNode> resources = new ArrayList<>();
        json().path("entry").forEach(entry -> resources.add(entry.path("resource")));
        return resources;
    }

    /** The ids of a Bundle's resources with this search mode, in order. */
    public List<String> ids(String mode) {
        List<String> ids = new ArrayList<>();
        for (JsonNode entry : json().path("entry")) {
            if (entry.path("search").path("mode").asText().equals(mode)) {
                ids.add(entry.path("resource").path("id").asText());
            }
        }
        return ids;
    }

    /** The ids of the matches of a search, in order. */
    public List<String> matches() {
        return ids("match");
    }

    /** The URL of a Bundle's link; empty when it has none of that relation. */
    public String link(String relation) {
        for (JsonNode link : json().path("link")) {
            if (link.path("relation").asText().equals(relation)) {
                return link.path("url").asText();
            }
        }
        return "";
    }

    /** The code of an OperationOutcome's first issue. */
    public String issueCode() {
        return json().path("issue").path(0).path("code").asText();
    }

    /** The text of an OperationOutcome's first issue. */
    public String diagnostics() {
        return json().path("issue").path(0).path("diagnostics").asText();
    }
}
