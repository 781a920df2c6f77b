package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.fhir.terminology.ValueSetExpander;
import health.throughline.validation.Policy;
import health.throughline.validation.response.OptionCheck;
import health.throughline.validation.response.ResponseCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of an answered questionnaire passes the check of answers; every invalid one raises what it names. */
class ResponseExampleContractTest {

    private static final Path FOLDER = Path.of("fhir-profiles", "questionnaires");
    private static final String EXPECTED = ".expected.json";

    private final ShippedDefinitions shipped = ShippedDefinitions.load(Set.of("c-ssrs", "dast-10"));
    private final ResponseCheck check = new ResponseCheck(shipped, new OptionCheck(new Shipped()), Policy.ENFORCE);

    /** The value sets that ship. */
    private final class Shipped implements OptionCheck.ValueSets {

        @Override
        public CodeCheck check(String valueSet, String system, String code) {
            return shipped.find("ValueSet", Canonical.of(valueSet))
                    .map(found -> check(found, system, code))
                    .orElseGet(() -> CodeCheck.unknown("not shipped"));
        }

        @Override
        public CodeCheck check(ObjectNode valueSet, String system, String code) {
            Map<String, Set<String>> codes = new ValueSetExpander(
                            name -> shipped.find("ValueSet", name),
                            name -> shipped.find("CodeSystem", name).map(CodeSystem::of),
                            10_000)
                    .expand(valueSet)
                    .codes();
            return codes.getOrDefault(system, Set.of()).contains(code)
                    ? CodeCheck.valid(null)
                    : CodeCheck.invalid("not in it");
        }
    }

    private static List<Path> examples(boolean valid) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().endsWith(EXPECTED))
                    .filter(file ->
                            file.getName(file.getNameCount() - 2).toString().equals(valid ? "examples" : "invalid"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return FhirJson.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return FOLDER.relativize(file).toString();
    }

    @TestFactory
    Stream<DynamicTest> valid_answers_pass() {
        return examples(true).stream()
                .map(file -> DynamicTest.dynamicTest(
                        name(file),
                        () -> assertThat(check.check(read(file)))
                                .as("%s is to pass the check of answers", name(file))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> invalid_answers_raise_what_their_expectation_names() {
        return examples(false).stream().map(file -> DynamicTest.dynamicTest(name(file), () -> requireIssue(file)));
    }

    private void requireIssue(Path file) {
        JsonNode expected =
                read(file.resolveSibling(file.getFileName().toString().replace(".json", EXPECTED)));
        List<Issue> issues = check.check(read(file));
        assertThat(issues)
                .as("%s is to raise \"%s\" at %s", name(file), expected.path("issue"), expected.path("expression"))
                .anyMatch(issue -> issue.severity() == Issue.Severity.ERROR
                        && issue.diagnostics().contains(expected.path("issue").asText(""))
                        && String.valueOf(issue.expression())
                                .startsWith(expected.path("expression").asText("")));
    }
}
