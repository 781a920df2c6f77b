package health.throughline.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.server.sample.SampleGuide;
import health.throughline.server.sample.SampleProgramme;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What a newcomer finds at a server started for the first time: sample, capabilities, pages. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"throughline.sample.clients=2", "throughline.auth.mode=open"})
class EntryPagesIT {

    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private static Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;

    EntryPagesIT(@Value("${local.server.port}") int port) {
        this.root = "http://localhost:" + port;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("throughline.store.data-dir", () -> data.toString());
    }

    @BeforeEach
    void the_sample_is_loaded_by_the_server_itself() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (get("/fhir/" + SampleProgramme.MARKER, "*/*").statusCode() != 200) {
            assertThat(System.nanoTime()).as("time until the sample is loaded").isLessThan(end);
            Thread.sleep(200);
        }
    }

    @TestFactory
    Stream<DynamicTest> every_step_of_the_guide_finds_something() {
        return SampleGuide.steps().stream()
                .map(step -> DynamicTest.dynamicTest(step.question(), () -> {
                    ObjectNode bundle = json("/fhir" + step.query());
                    assertThat(bundle.path("entry").isEmpty()).isFalse();
                }));
    }

    @Test
    void the_capability_statement_is_read_by_both_readers() {
        HttpResponse<String> answer = get("/fhir/metadata", "application/fhir+json");
        StructureCheck.check(FhirJson.parse(answer.body().getBytes(UTF_8)));
        assertThat(Fhir.jsonParser()
                        .parseResource(CapabilityStatement.class, answer.body())
                        .getRest())
                .hasSize(1);
        String xml = get("/fhir/metadata?_summary=true", "application/fhir+xml").body();
        assertThat(Fhir.xmlParser()
                        .parseResource(CapabilityStatement.class, xml)
                        .getFhirVersion()
                        .toCode())
                .isEqualTo("4.0.1");
    }

    @Test
    void the_modes_that_are_not_stated_are_refused() {
        assertThat(get("/fhir/metadata?mode=normative", "*/*").statusCode()).isEqualTo(200);
        assertThat(get("/fhir/metadata?mode=terminology", "*/*").statusCode()).isEqualTo(200);
        assertThat(get("/fhir/metadata?mode=other", "*/*").statusCode()).isEqualTo(400);
        assertThat(get("/fhir/metadata?modus=full", "*/*").statusCode()).isEqualTo(400);
    }

    @TestFactory
    Stream<DynamicTest> searches_take_every_parameter_and_include_they_are_said_to_take() {
        JsonNode resources = json("/fhir/metadata").at("/rest/0/resource");
        return StreamSupport.stream(resources.spliterator(), false)
                .filter(resource -> !resource.path("type").asText().equals("AuditEvent")) // takes no :missing
                .map(resource -> DynamicTest.dynamicTest(resource.path("type").asText(), () -> takesAll(resource)));
    }

    private void takesAll(JsonNode resource) {
        List<String> parameters = new ArrayList<>();
        for (JsonNode parameter : resource.path("searchParam")) {
            String name = parameter.path("name").asText();
            boolean special = parameter.path("type").asText().equals("special");
            if (special && name.equals("_filter")) {
                parameters.add(name + "=_id%20pr%20true");
            } else if (!special && !List.of("_id", "_lastUpdated", "_query").contains(name)) {
                parameters.add(name + ":missing=false");
            }
        }
        resource.path("searchInclude").forEach(include -> parameters.add("_include=" + include.asText()));
        resource.path("searchRevInclude").forEach(include -> parameters.add("_revinclude=" + include.asText()));
        for (int from = 0; from < parameters.size(); from += 50) {
            List<String> some = parameters.subList(from, Math.min(from + 50, parameters.size()));
            String url = "/fhir/" + resource.path("type").asText() + "?_count=0&" + String.join("&", some);
            HttpResponse<String> answer = get(url, "*/*");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    void the_open_api_description_lists_the_paths() {
        ObjectNode document = json("/openapi.json");
        assertThat(document.path("paths").has("/Observation/{id}/_history/{vid}"))
                .isTrue();
        assertThat(document.path("paths").has("/Patient/{id}/$everything")).isTrue();
    }

    @Test
    void a_browser_is_greeted_by_a_page_that_runs_nothing() {
        HttpResponse<String> answer = get("/", BROWSER);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");
        assertThat(answer.body())
                .contains("This server is open.", "/fhir/metadata", "openapi.json", "actuator/health")
                .doesNotContain("<script");
    }

    @Test
    void a_browser_is_shown_errors_as_pages_and_others_get_what_they_ask_for() {
        assertPage(get("/fhir/Patient/nobody", BROWSER), 404, "<h1>Not found</h1>");
        assertPage(get("/fhir/Patient?nonsense=1", BROWSER), 400, "<h1>The request was refused</h1>");
        assertPage(get("/fhir/Patient?_format=nonsense", BROWSER), 406, "_format");
        assertPage(get("/fhir/Patient?name=%25%ff", BROWSER), 400, "<h1>The request was refused</h1>");
        HttpResponse<String> xml = get("/fhir/Patient/nobody", "application/fhir+xml");
        assertThat(xml.body()).contains("<OperationOutcome xmlns");
        assertThat(xml.headers().allValues("Vary").toString()).containsIgnoringCase("accept");
    }

    @Test
    void what_is_not_found_outside_fhir_is_answered_in_the_same_way() {
        assertPage(get("/nonsense", BROWSER), 404, "<h1>Not found</h1>");
        assertThat(get("/nonsense", "*/*").body()).contains("OperationOutcome");
        assertThat(get("/actuator/nonsense", "application/fhir+xml").body()).contains("<OperationOutcome");
    }

    private static void assertPage(HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(answer.body()).contains(text);
    }

    private ObjectNode json(String path) {
        HttpResponse<String> answer = get(path, "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return FhirJson.parse(answer.body().getBytes(UTF_8));
    }

    private HttpResponse<String> get(String path, String accept) {
        URI url = URI.create(root + path);
        try {
            return http.send(
                    HttpRequest.newBuilder(url).header("Accept", accept).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
