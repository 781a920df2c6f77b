package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.server.sample.SampleProgramme;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** src/docs/search.md: every example in it runs on the sample and finds something, or is refused where it says so. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "throughline.sample.clients=25")
class SearchGuideIT {

    private static final Path GUIDE = Path.of("src/docs/search.md");
    private static final Pattern EXAMPLE = Pattern.compile("^- (refused: )?`GET ([^`]+)`", Pattern.MULTILINE);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private static Path data;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final MeterRegistry meters;

    @Autowired
    SearchGuideIT(@Value("${local.server.port}") int port, MeterRegistry meters) {
        this.base = "http://localhost:" + port + "/fhir";
        this.meters = meters;
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("throughline.store.data-dir", () -> data.toString());
    }

    @BeforeEach
    void the_sample_is_loaded() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (get("/" + SampleProgramme.MARKER).statusCode() != 200) {
            assertThat(System.nanoTime()).as("time until the sample is loaded").isLessThan(end);
            Thread.sleep(200);
        }
    }

    private record Example(boolean refused, String path) {}

    private static List<Example> examples() {
        try {
            List<Example> examples = new ArrayList<>();
            Matcher matcher = EXAMPLE.matcher(Files.readString(GUIDE));
            while (matcher.find()) {
                examples.add(new Example(matcher.group(1) != null, matcher.group(2)));
            }
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> examples_of_the_guide_do_what_it_says() {
        assertThat(examples()).hasSizeGreaterThan(70);
        return examples().stream().map(example -> DynamicTest.dynamicTest(example.path(), () -> holds(example)));
    }

    private void holds(Example example) {
        HttpResponse<String> answer = get(encoded(example.path()));
        if (example.refused()) {
            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
            return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode found = FhirJson.parse(answer.body().getBytes(StandardCharsets.UTF_8));
        boolean something = !found.path("entry").isEmpty()
                || found.path("total").asInt() > 0
                || !found.path("parameter").isEmpty();
        assertThat(something).as(answer.body()).isTrue();
    }

    /** One statement answers a search, whatever it asks; each step of an include takes one more. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation?code=44261-6; 1",
                "Observation?code=44261-6&_sort=-date&_count=3; 1",
                "Observation?code=44261-6&_total=accurate; 1",
                "Observation?_summary=count; 1",
                "Observation?patient.general-practitioner:Practitioner.name=a&status=final; 1",
                "Patient?_has:Observation:patient:code=http://loinc.org|44261-6&gender:not=male; 1",
                "Patient?_filter=not (_has:Encounter:patient.date ge 2030-01-01); 1",
                "Patient/client-0001/*; 1",
                "?_type=Flag,DetectedIssue; 1",
                "CarePlan?patient=client-0001&_include=CarePlan:goal; 2",
                "CarePlan?patient=client-0001&_include=CarePlan:goal&_revinclude=Task:focus; 3",
                "Goal?patient=client-0001&_include=Goal:patient&_include:iterate=Patient:general-practitioner; 3"
            })
    void a_search_is_one_statement_and_each_step_of_an_include_another(String path, int statements) {
        get("/" + encoded(path));
        double before = statements();
        assertThat(get(encoded(path)).statusCode()).isEqualTo(200);
        assertThat(statements() - before).isEqualTo(statements);
    }

    /** Those sent by requests; jobs and statistics go on beside them. */
    private double statements() {
        Set<String> beside = Set.of("job", "event", "statistics", "samples", "path");
        return meters.find("throughline.sql").timers().stream()
                .filter(timer -> !beside.contains(
                        String.valueOf(timer.getId().getTag("statement")).split("\\.")[0]))
                .mapToDouble(Timer::count)
                .sum();
    }

    private static String encoded(String path) {
        int query = path.indexOf('?');
        if (query < 0) {
            return "/" + path;
        }
        String parameters = Stream.of(path.substring(query + 1).split("&"))
                .map(parameter -> {
                    int equals = parameter.indexOf('=');
                    return parameter.substring(0, equals + 1)
                            + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
                })
                .collect(Collectors.joining("&"));
        return (query == 0 ? "" : "/") + path.substring(0, query + 1) + parameters;
    }

    private HttpResponse<String> get(String path) {
        try {
            String url = base + (path.startsWith("?") || path.startsWith("/") ? path : "/" + path);
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
