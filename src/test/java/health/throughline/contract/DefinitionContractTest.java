package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.structure.StructureCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every definition in {@code terminology} and in the folders of {@code fhir-profiles} that hold one to a file. */
class DefinitionContractTest {

    private static final List<String> FOLDERS = List.of(
            "terminology/code-systems",
            "terminology/value-sets",
            "terminology/concept-maps",
            "terminology/naming-systems",
            "terminology/hl7",
            "fhir-profiles/operation-definitions",
            "fhir-profiles/measures",
            "fhir-profiles/plan-definitions",
            "fhir-profiles/activity-definitions",
            "fhir-profiles/subscription-topics",
            "fhir-profiles/capability-statement",
            "fhir-profiles/implementation-guide");

    /** They have no canonical of their own in R4. */
    private static final Set<String> UNNAMED = Set.of("NamingSystem", "Basic");

    /** Words that blame; what happened is said without them. */
    private static final List<String> BLAMING =
            List.of("relapser", "addict ", "abuser", "non-complian", "noncomplian", "failed to", "refused to", "dirty");

    private static Stream<Path> files() {
        return FOLDERS.stream().flatMap(DefinitionContractTest::files);
    }

    private static Stream<Path> files(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode resource(Path file) {
        return FhirJson.parse(text(file).getBytes(StandardCharsets.UTF_8));
    }

    @TestFactory
    Stream<DynamicTest> each_is_a_sound_resource_named_as_its_file() {
        return files().map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
            ObjectNode resource = resource(file);
            StructureCheck.check(resource);
            assertThat(resource.path("id").asText() + ".json")
                    .isEqualTo(file.getFileName().toString());
            assertThat(text(file)).endsWith("}\n").contains("\n  \"id\": ");
            if (!UNNAMED.contains(resource.path("resourceType").asText())
                    && !file.startsWith(Path.of("terminology/hl7"))) {
                isPublished(resource);
            }
        }));
    }

    private static void isPublished(JsonNode resource) {
        String type = resource.path("resourceType").asText();
        assertThat(resource.path("url").asText())
                .isEqualTo(Canonicals.of(type, resource.path("id").asText()));
        assertThat(resource.path("version").asText()).isEqualTo("1.0.0");
        assertThat(resource.path("name").asText()).matches("[A-Z][A-Za-z0-9]*");
        assertThat(resource.path("title").asText()).isNotEmpty();
        assertThat(resource.path("status").asText()).isIn("active", "draft");
        assertThat(resource.path("publisher").asText()).isEqualTo("Throughline");
        assertThat(resource.path("description").asText()).hasSizeGreaterThan(20).endsWith(".");
    }

    @TestFactory
    Stream<DynamicTest> each_code_of_ours_has_words_that_blame_nobody_and_a_definition() {
        return files("terminology/code-systems")
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    ObjectNode system = resource(file);
                    assertThat(system.path("content").asText()).isEqualTo("complete");
                    assertThat(system.path("caseSensitive").asBoolean()).isTrue();
                    assertThat(system.path("count").asInt())
                            .isEqualTo(system.path("concept").size());
                    Set<String> codes = new HashSet<>();
                    for (JsonNode concept : system.path("concept")) {
                        assertThat(codes.add(concept.path("code").asText()))
                                .as("%s stands there once", concept.path("code").asText())
                                .isTrue();
                        assertThat(concept.path("display").asText()).isNotBlank();
                        assertThat(concept.path("definition").asText()).endsWith(".");
                        assertThat((concept.path("display").asText() + " "
                                        + concept.path("definition").asText()))
                                .doesNotContainIgnoringCase(BLAMING.toArray(String[]::new));
                    }
                    assertThat(Path.of("terminology/value-sets").resolve(file.getFileName()))
                            .as("A value set with all of %s, of the same name", file)
                            .exists();
                }));
    }
}
