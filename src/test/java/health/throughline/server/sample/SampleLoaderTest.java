package health.throughline.server.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SampleLoaderTest {

    private final List<String> requests = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private HttpServer server;
    private int statusOfMarker = 404;
    private int statusOfPost = 200;
    private int statusOfSearch = 404;
    private String found = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/fhir", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void the_programme_comes_first_then_each_client_is_reported() {
        assertThat(loader().load(new SampleProgramme(1, 2))).isTrue();
        assertThat(requests.get(0)).isEqualTo("GET /fhir/" + SampleProgramme.MARKER);
        assertThat(requests.subList(1, requests.size())).hasSize(14).containsOnly("POST /fhir");
        assertThat(lines).containsExactly("Sample: client 1 of 2 (50 %)", "Sample: client 2 of 2 (100 %)");
    }

    @Test
    void what_is_loaded_names_its_ids_so_that_it_can_be_loaded_again() {
        loader().load(new SampleProgramme(1, 1));
        assertThat(bodies).isNotEmpty().allSatisfy(body -> assertThat(body).doesNotContain("\"POST\""));
        var first = List.copyOf(bodies);
        bodies.clear();
        loader().load(new SampleProgramme(1, 1));
        assertThat(bodies).isEqualTo(first);
    }

    @Test
    void nothing_is_posted_when_the_marker_is_there() {
        statusOfMarker = 200;
        assertThat(loader().load(new SampleProgramme(1, 2))).isFalse();
        assertThat(requests).hasSize(1);
    }

    @Test
    void the_sample_is_welcome_where_it_was_begun_or_nothing_is() {
        statusOfMarker = 200;
        assertThat(loader().welcome()).isTrue();
        assertThat(requests).hasSize(1);
    }

    @Test
    void the_sample_is_not_welcome_beside_other_data() {
        statusOfSearch = 200;
        assertThat(loader().welcome()).isTrue();
        found = "{\"entry\":[{}]}";
        assertThat(loader().welcome()).isFalse();
    }

    @Test
    void a_refusal_names_status_and_diagnostics_but_not_the_record() {
        statusOfPost = 422;
        assertThatThrownBy(() -> loader().load(new SampleProgramme(1, 2)))
                .isInstanceOf(SampleLoadFailed.class)
                .hasMessage("The server refused a sample transaction of the programme: status 422:"
                        + " error invalid No such code");
    }

    @Test
    void the_headers_given_go_with_every_request() {
        var base = "http://localhost:" + server.getAddress().getPort() + "/fhir";
        new SampleLoader(base, Map.of("Authorization", "Bearer t"), lines::add).load(new SampleProgramme(1, 1));
        assertThat(authorizations).hasSize(requests.size()).containsOnly("Bearer t");
    }

    @Test
    void the_guide_names_the_base_and_at_least_five_requests() {
        var guide = SampleGuide.text("http://localhost:8080/fhir");
        assertThat(guide.split("curl -g 'http://localhost:8080/fhir/", -1)).hasSizeBetween(6, 9);
    }

    private SampleLoader loader() {
        return new SampleLoader("http://localhost:" + server.getAddress().getPort() + "/fhir/", lines::add);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (!body.isEmpty()) {
            bodies.add(body);
        }
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        var search = exchange.getRequestURI().getQuery() != null;
        var read = search ? statusOfSearch : statusOfMarker;
        var status = exchange.getRequestMethod().equals("GET") ? read : statusOfPost;
        var outcome = "{\"issue\":[{\"severity\":\"error\",\"code\":\"invalid\",\"diagnostics\":\"No such code\"}]}";
        exchange.sendResponseHeaders(status, 0);
        try (var out = exchange.getResponseBody()) {
            out.write((search ? found : outcome).getBytes(UTF_8));
        }
    }
}
