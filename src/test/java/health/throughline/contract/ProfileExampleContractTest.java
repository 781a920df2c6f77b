package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.validation.ShippedProfiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each profile takes its valid examples and refuses its invalid ones, for the reason that stands beside them. */
class ProfileExampleContractTest {

    private static final String OURS = "iop-";
    private static final String BASE = Canonicals.of("StructureDefinition", "");

    private static final List<ProfileExamples> EXAMPLES = ProfileExamples.all();
    private static final Map<String, ObjectNode> DEFINITIONS = definitions();
    private static final ShippedProfiles PROFILES = new ShippedProfiles();

    private static Map<String, ObjectNode> definitions() {
        return DefinitionFiles.in("structure-definitions");
    }

    private static Stream<String> profiles() {
        return DEFINITIONS.keySet().stream().filter(id -> id.startsWith(OURS));
    }

    private static Stream<ProfileExamples> examples(boolean valid) {
        return EXAMPLES.stream().filter(example -> example.valid() == valid);
    }

    private static List<Issue> errors(ProfileExamples example) {
        return PROFILES.errors(example.resource(), BASE + example.profile());
    }

    @TestFactory
    Stream<DynamicTest> passes() {
        return examples(true)
                .map(example -> DynamicTest.dynamicTest(
                        example.file().toString(),
                        () -> assertThat(errors(example))
                                .as("%s is valid: mend it, or the profile %s", example.file(), example.profile())
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> is_refused_for_the_reason_beside_it() {
        return examples(false)
                .map(example -> DynamicTest.dynamicTest(example.file().toString(), () -> {
                    JsonNode expected = example.expected();
                    assertThat(expected.path("contains").asText())
                            .as("add %s.expected.json with contains, and expression where it matters", example.file())
                            .isNotEmpty();
                    assertThat(errors(example))
                            .as(
                                    "%s is invalid: mend it or its .expected.json, or the profile is too weak",
                                    example.file())
                            .anyMatch(issue -> meets(issue, expected));
                }));
    }

    private static boolean meets(Issue issue, JsonNode expected) {
        return issue.diagnostics().contains(expected.path("contains").asText())
                && Objects.toString(issue.expression(), "")
                        .startsWith(expected.path("expression").asText());
    }

    @Test
    void every_profile_has_valid_and_invalid_examples() {
        List<String> missing = new ArrayList<>();
        for (boolean valid : List.of(true, false)) {
            Set<String> with = new TreeSet<>();
            examples(valid).forEach(example -> with.add(example.profile()));
            profiles()
                    .filter(profile -> !with.contains(profile))
                    .map(profile ->
                            "add an example to fhir-profiles/examples/" + profile + (valid ? "/valid" : "/invalid"))
                    .forEach(missing::add);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_rule_of_ours_refuses_an_example_of_its_profile() {
        Map<String, Set<String>> refused = new TreeMap<>();
        examples(false)
                .forEach(example -> refused.computeIfAbsent(example.profile(), profile -> new TreeSet<>())
                        .add(example.expected().path("contains").asText()));
        List<String> missing = new ArrayList<>();
        profiles()
                .forEach(profile -> rules(profile)
                        .filter(rule -> !refused.getOrDefault(profile, Set.of()).contains(rule))
                        .map(rule -> "add to fhir-profiles/examples/" + profile + "/invalid an example that " + rule
                                + " refuses, and name the rule as contains in its .expected.json")
                        .forEach(missing::add));

        assertThat(missing).isEmpty();
    }

    private static Stream<String> rules(String profile) {
        return Objects.requireNonNull(DEFINITIONS.get(profile)).findValuesAsText("key").stream()
                .filter(key -> key.startsWith(OURS))
                .distinct();
    }

    @Test
    void every_extension_that_valid_examples_use_has_a_wrong_value_in_an_invalid_one() {
        Set<JsonNode> right = new HashSet<>();
        examples(true).forEach(example -> right.addAll(extensions(example)));
        Set<String> used = new TreeSet<>();
        right.forEach(extension -> used.add(extension.path("url").asText()));
        examples(false)
                .flatMap(example -> extensions(example).stream())
                .filter(extension -> !right.contains(extension))
                .forEach(extension -> used.remove(extension.path("url").asText()));

        assertThat(used)
                .as("add an invalid example that gives the extension a value no valid example has")
                .isEmpty();
    }

    private static List<JsonNode> extensions(ProfileExamples example) {
        return example.resource().findParents("url").stream()
                .filter(node -> node.path("url").asText().startsWith(BASE))
                .toList();
    }

    @Test
    void every_example_claims_its_profile_and_is_of_its_type() {
        for (ProfileExamples example : EXAMPLES) {
            ObjectNode definition = DEFINITIONS.get(example.profile());
            assertThat(definition)
                    .as("%s: fhir-profiles/structure-definitions has no %s", example.file(), example.profile())
                    .isNotNull();
            assertThat(example.resource().path("resourceType").asText())
                    .as("resourceType of %s", example.file())
                    .isEqualTo(definition.path("type").asText());
            List<String> claims = new ArrayList<>();
            example.resource().at("/meta/profile").forEach(claim -> claims.add(claim.asText()));
            assertThat(claims).as("meta.profile of %s", example.file()).contains(BASE + example.profile());
            boolean restates = definition.path("description").asText().contains("US Core");
            assertThat(claims.stream().anyMatch(claim -> claim.startsWith("http://hl7.org/fhir/us/core/")))
                    .as("meta.profile of %s names the US Core profile when ours restates it", example.file())
                    .isEqualTo(restates);
        }
    }

    @Test
    void every_file_lies_where_it_is_looked_for() {
        assertThat(ProfileExamples.strays())
                .as("examples are <profile>/valid/<case>.json or <profile>/invalid/<case>.json with its .expected.json")
                .isEmpty();
    }

    @Test
    void no_two_examples_share_an_id() {
        Set<String> seen = new TreeSet<>();
        assertThat(examples(true)
                        .map(example -> example.resource().path("resourceType").asText() + "/"
                                + example.resource().path("id").asText()))
                .allMatch(seen::add);
    }
}
