package health.throughline.program.measure.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.program.measure.Contribution;
import health.throughline.program.measure.ProgrammeMeasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every measure, with the Measure of the same id. */
class MeasureCatalogueTest {

    private static final Path FOLDER = Path.of("fhir-profiles/measures");

    private static ObjectNode definition(String id) throws IOException {
        return FhirJson.parse(Files.readAllBytes(FOLDER.resolve(id + ".json")));
    }

    @Test
    void each_class_has_a_definition_and_each_definition_a_class() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(MeasureCatalogue.all().stream()
                            .map(ProgrammeMeasure::id)
                            .toList());
        }
    }

    @TestFactory
    Stream<DynamicTest> groups_and_populations_agree() {
        return MeasureCatalogue.all().stream()
                .map(measure -> DynamicTest.dynamicTest(measure.id(), () -> agree(measure, definition(measure.id()))));
    }

    private static void agree(ProgrammeMeasure measure, ObjectNode definition) {
        List<String> groups = new ArrayList<>();
        for (JsonNode group : definition.path("group")) {
            groups.add(group.path("id").asText());
            String scoring = definition.at("/scoring/coding/0/code").asText();
            assertThat(codes(group.path("population")))
                    .as("%s of %s", group.path("id"), measure.id())
                    .contains("initial-population")
                    .contains(scoring.equals("continuous-variable") ? "measure-observation" : "numerator");
            assertThat(group.path("stratifier").findValuesAsText("name")).contains("modality", "severity");
        }
        assertThat(groups).isEqualTo(measure.groups());
        assertThat(definition.path("rationale").asText()).endsWith(".");
        assertThat(definition.at("/improvementNotation/coding/0/code").asText()).isIn("increase", "decrease");
    }

    @TestFactory
    Stream<DynamicTest> nothing_follows_from_nothing() {
        return MeasureCatalogue.all().stream()
                .map(measure -> DynamicTest.dynamicTest(measure.id(), () -> {
                    assertThat(measure.of(Given.client().named("one"), Given.YEAR))
                            .isEmpty();
                    assertThat(measure.needs()).isNotEmpty();
                }));
    }

    /** What is excluded is of the denominator, and what meets the measure is of what is left. */
    @TestFactory
    Stream<DynamicTest> populations_lie_within_each_other() {
        return MeasureCatalogue.all().stream()
                .filter(measure -> !measure.id().startsWith("relapse-rate")
                        && !measure.id().equals("alert-burden"))
                .map(measure -> DynamicTest.dynamicTest(measure.id(), () -> {
                    List<Contribution> all =
                            measure.of(MeasureStories.everything().named("one"), Given.YEAR);
                    assertThat(all)
                            .as("the story is of every measure")
                            .isNotEmpty()
                            .allSatisfy(one -> {
                                assertThat(measure.groups()).contains(one.group());
                                assertThat(one.counts().numerator())
                                        .isBetween(0L, one.counts().counted());
                                assertThat(one.counts().denominator())
                                        .isBetween(
                                                one.counts().excluded(),
                                                one.counts().initial());
                            });
                }));
    }

    private static List<String> codes(JsonNode populations) {
        List<String> codes = new ArrayList<>();
        populations.forEach(
                population -> codes.add(population.at("/code/coding/0/code").asText()));
        return codes;
    }
}
