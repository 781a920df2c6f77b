package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.server.sample.SampleProgramme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the parts of our vocabulary promise one another: maps, rules and identifiers leave none of it out. */
class VocabularyContractTest {

    private static final String OWN = Canonicals.BASE + "/CodeSystem/";
    private static final String IDENTIFIER = Canonicals.BASE + "/identifier/";
    private static final Path CODE_SYSTEMS = Path.of("terminology/code-systems");
    private static final Path RULES = Path.of("fhir-profiles/activity-definitions");

    private static List<ObjectNode> resources(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(VocabularyContractTest::resource).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode resource(Path file) {
        try {
            return FhirJson.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> codes(String system) {
        return texts(resource(CODE_SYSTEMS.resolve(system.substring(OWN.length()) + ".json"))
                .path("concept"));
    }

    private static Set<String> texts(JsonNode concepts) {
        Set<String> codes = new TreeSet<>();
        concepts.forEach(concept -> codes.add(concept.path("code").asText()));
        return codes;
    }

    @TestFactory
    Stream<DynamicTest> each_map_from_a_code_system_of_ours_has_a_line_for_each_of_its_codes() {
        return resources(Path.of("terminology/concept-maps")).stream()
                .flatMap(map -> Stream.of(map.path("group").get(0)))
                .filter(group -> group.path("source").asText().startsWith(OWN))
                .map(group -> DynamicTest.dynamicTest(
                        group.path("source").asText() + " to "
                                + group.path("target").asText(),
                        () -> assertThat(texts(group.path("element")))
                                .isEqualTo(codes(group.path("source").asText()))));
    }

    @Test
    void every_kind_of_alert_has_a_rule_with_its_mode_and_severity_and_every_rule_a_kind_of_alert() {
        Set<String> rules = new TreeSet<>();
        for (ObjectNode rule : resources(RULES)) {
            if (rule.path("id").asText().startsWith("alert-")) {
                rules.add(rule.path("id").asText().substring("alert-".length()));
                assertThat(rule.findValuesAsText("valueCode"))
                        .as("settings of %s", rule.path("id").asText())
                        .contains("mode", "severity");
            }
        }
        assertThat(rules)
                .as("one file %s/alert-<code>.json for each code of alert-type", RULES)
                .isEqualTo(codes(OWN + "alert-type"));
    }

    @Test
    void every_system_of_identifiers_that_is_used_says_what_it_numbers() {
        Set<String> described = resources(Path.of("terminology/naming-systems")).stream()
                .flatMap(system -> system.findValuesAsText("value").stream())
                .collect(Collectors.toSet());
        Set<String> used = new TreeSet<>();
        sources()
                .forEach(source -> source.findValuesAsText("system").stream()
                        .filter(system -> system.startsWith(IDENTIFIER))
                        .forEach(used::add));

        assertThat(used).isNotEmpty();
        assertThat(described)
                .as("add terminology/naming-systems/<name>.json for each that is missing")
                .containsAll(used);
    }

    /** The sample, and what lies in the folders of definitions. */
    private static Stream<JsonNode> sources() {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("fhir-profiles"))) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().contains("/invalid/"))
                    .forEach(file -> all.add(resource(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new SampleProgramme(7, 3).bundles().forEach(bundle -> all.add(FhirJson.parse(bundle.json())));
        return all.stream();
    }
}
