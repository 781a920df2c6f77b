package health.throughline.search;

import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.server.sample.SampleProgramme;
import health.throughline.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
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

/** What {@code src/docs/search.md} says, a server started as the README says does. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "throughline.auth.mode=open")
class SearchGuideIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private static Path data;

    private final String base;

    SearchGuideIT(@Value("${local.server.port}") int port) {
        this.base = "http://localhost:" + port + "/fhir";
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("throughline.store.data-dir", () -> data.toString());
    }

    @BeforeEach
    void the_sample_is_loaded() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (get(base + "/" + SampleProgramme.MARKER).send().status() != 200) {
            assertThat(System.nanoTime()).as("time until the sample is loaded").isLessThan(end);
            Thread.sleep(200);
        }
    }

    @TestFactory
    Stream<DynamicTest> every_example_answers_as_the_guide_says() {
        return GuideExample.all().stream()
                .map(example -> DynamicTest.dynamicTest(
                        "line " + example.line() + ": " + example.written(), () -> answers(example)));
    }

    private void answers(GuideExample example) {
        Reply reply = example.call(base).send();
        if (example.refused()) {
            assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
            assertThat(reply.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        } else {
            assertThat(finds(reply.expect(200).json())).as(reply.text()).isTrue();
        }
    }

    /** Included resources alone would be no proof. */
    private static boolean finds(JsonNode answer) {
        if (!answer.path("resourceType").asText().equals("Bundle")) {
            return !answer.path("parameter").isEmpty() || !answer.path("data").isEmpty();
        }
        for (JsonNode entry : answer.path("entry")) {
            if (entry.at("/search/mode").asText().equals("match")) {
                return true;
            }
        }
        return answer.path("total").asInt() > 0;
    }

    @Test
    void the_search_parameter_of_the_guide_is_taken() {
        String guide = String.join("\n", GuideExample.lines());
        int start = guide.indexOf("{\"resourceType\": \"SearchParameter\"");
        String parameter = guide.substring(start, guide.indexOf("\n```", start));
        post(base + "/SearchParameter", FhirJson.parse(parameter.getBytes(UTF_8)))
                .send()
                .expect(201);
    }

    @Test
    void the_guide_is_short_and_full_of_examples() {
        assertThat(GuideExample.lines()).hasSizeLessThan(350);
        assertThat(GuideExample.all()).hasSizeGreaterThan(95);
        assertThat(GuideExample.all().stream().filter(GuideExample::refused)).hasSizeGreaterThan(10);
    }
}
