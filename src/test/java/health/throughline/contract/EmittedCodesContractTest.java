package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.server.sample.SampleProgramme;
import health.throughline.testing.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every code that our definitions, examples, forms and sources emit is one that somebody checked, or one of ours. */
class EmittedCodesContractTest {

    private static final String LOINC = "http://loinc.org";
    private static final String OWN = Canonicals.BASE + "/CodeSystem/";

    /** A LOINC code, or an answer, as a text in Java. */
    private static final Pattern LOINC_IN_JAVA = Pattern.compile("\"((?:LA)?\\d{3,6}-\\d)\"");

    private static final ExternalCodes REVIEWED = ExternalCodes.load();

    /** Each resource in the folders of definitions, by its path; also those that examples say are wrong. */
    private static Map<String, JsonNode> resources() {
        Map<String, JsonNode> resources = new TreeMap<>();
        for (Path file : files(".json", "fhir-profiles", "terminology")) {
            resources.put(file.toString(), FhirJson.parse(bytes(file)));
        }
        return resources;
    }

    private static List<Path> files(String ending, String... folders) {
        List<Path> all = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(ending)).forEach(all::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<EmittedCode> emitted() {
        return resources().entrySet().stream()
                .filter(entry -> !entry.getKey().contains("/invalid/"))
                .flatMap(entry -> EmittedCodes.in(entry.getValue(), entry.getKey()).stream());
    }

    private static Stream<EmittedCode> sample() {
        return new SampleProgramme(7, 20)
                .bundles()
                .flatMap(bundle -> EmittedCodes.in(FhirJson.parse(bundle.json()), "The sample").stream())
                .distinct();
    }

    private static Set<String> complaints(Stream<EmittedCode> codes) {
        Set<String> complaints = new TreeSet<>();
        codes.map(REVIEWED::complaint).flatMap(Optional::stream).forEach(complaints::add);
        return complaints;
    }

    @Test
    void definitions_examples_and_forms_emit_only_reviewed_codes_of_others() {
        assertThat(complaints(emitted())).isEmpty();
    }

    @Test
    void the_sample_emits_only_reviewed_codes_of_others() {
        assertThat(complaints(sample())).isEmpty();
    }

    @Test
    void sources_name_only_reviewed_LOINC_codes() {
        Stream<EmittedCode> named = files(".java", "src/main/java").stream().flatMap(EmittedCodesContractTest::named);

        assertThat(complaints(named)).isEmpty();
    }

    private static Stream<EmittedCode> named(Path source) {
        return LOINC_IN_JAVA
                .matcher(new String(bytes(source), StandardCharsets.UTF_8))
                .results()
                .map(match -> new EmittedCode(LOINC, match.group(1), source.toString(), false));
    }

    @Test
    void every_code_of_ours_is_in_its_code_system() {
        Set<String> defined = new HashSet<>();
        emitted()
                .filter(code -> code.where().startsWith("terminology/code-systems/"))
                .forEach(code -> defined.add(code.system() + "|" + code.code()));
        Set<String> unknown = new TreeSet<>();
        Stream.concat(emitted(), sample())
                .filter(code -> code.system().startsWith(OWN))
                .filter(code -> !defined.contains(code.system() + "|" + code.code()))
                .forEach(code -> unknown.add(code + ", which is not defined: add it to terminology/code-systems/"
                        + code.system().substring(OWN.length()) + ".json"));

        assertThat(unknown).isEmpty();
    }

    @Test
    void every_value_set_of_ours_that_is_named_exists() {
        String start = Canonicals.BASE + "/ValueSet/";
        Set<String> missing = new TreeSet<>();
        resources()
                .forEach((file, resource) -> texts(resource)
                        .filter(text -> text.startsWith(start))
                        .map(text -> text.substring(start.length()).replaceAll("[|#].*", ""))
                        .filter(id -> !Files.exists(Path.of("terminology", "value-sets", id + ".json")))
                        .forEach(id ->
                                missing.add(file + " names " + id + ": add terminology/value-sets/" + id + ".json")));

        assertThat(missing).isEmpty();
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.isTextual()) {
            return Stream.of(node.asText());
        }
        List<JsonNode> children = new ArrayList<>();
        node.forEach(children::add);
        return children.stream().flatMap(EmittedCodesContractTest::texts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"68517-2", "76504-0", "99999-x", "70273-8", "70221-7"})
    void a_code_that_was_published_by_mistake_is_found(String code) {
        JsonNode form = question(code);

        assertThat(REVIEWED.status(LOINC, code)).isNotEqualTo(Optional.of(ExternalCodes.Status.VERIFIED));
        assertThat(complaints(EmittedCodes.in(form, "a form").stream()))
                .singleElement()
                .asString()
                .contains("a form emits http://loinc.org|" + code, "terminology/external-codes.tsv");
    }

    @Test
    void the_wrong_first_question_of_a_published_AUDIT_C_is_told_from_the_right_one() {
        assertThat(complaints(EmittedCodes.in(question("68517-2"), "a form").stream()))
                .hasSize(1);
        assertThat(complaints(EmittedCodes.in(question("68518-0"), "a form").stream()))
                .isEmpty();
    }

    private static JsonNode question(String code) {
        return Json.json("""
                {'resourceType': 'Questionnaire', 'item': [{'linkId': '1', 'type': 'choice',
                  'code': [{'system': 'http://loinc.org', 'code': '%s'}],
                  'extension': [{'url':
                    'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract',
                    'valueBoolean': true}]}]}
                """, code);
    }

    @Test
    void an_unverified_code_is_no_code_of_an_observation_but_may_be_an_answer() {
        ExternalCodes codes = ExternalCodes.of(List.of(
                "system\tcode\tdisplay\tstatus\tsource\tused-for",
                "http://loinc.org\t12345-6\tA score\tunverified\ta list\ta form"));

        assertThat(EmittedCodes.in(question("12345-6"), "a form"))
                .anySatisfy(code ->
                        assertThat(codes.complaint(code)).get().asString().contains("nobody verified"));
        assertThat(codes.complaint(new EmittedCode(LOINC, "12345-6", "an answer", false)))
                .isEmpty();
    }

    @Test
    void codes_are_found_in_value_sets_filters_maps_quantities_and_bundles() {
        JsonNode all = Json.json("""
                {'resourceType': 'Bundle', 'entry': [
                  {'resource': {'resourceType': 'ValueSet', 'compose': {'include': [
                    {'system': 'a:', 'concept': [{'code': '1'}]},
                    {'system': 'a:', 'filter': [{'property': 'concept', 'op': 'is-a', 'value': '2'}]}]}}},
                  {'resource': {'resourceType': 'ConceptMap', 'group': [{'source': 'a:', 'target': 'b:',
                    'element': [{'code': '3', 'target': [{'code': '4'}, {'equivalence': 'unmatched'}]}]}]}},
                  {'resource': {'resourceType': 'Observation',
                    'code': {'coding': [{'system': 'a:', 'code': '5'}]},
                    'valueQuantity': {'system': 'c:', 'code': '6'}}}]}
                """);

        assertThat(EmittedCodes.in(all, "x"))
                .filteredOn(code -> !code.observed())
                .extracting(code -> code.system() + code.code())
                .containsExactlyInAnyOrder("a:1", "a:2", "a:3", "b:4", "a:5", "c:6");
        assertThat(EmittedCodes.in(all, "x"))
                .filteredOn(EmittedCode::observed)
                .extracting(EmittedCode::code)
                .containsExactly("5");
    }

    @Test
    void a_line_that_is_not_complete_or_comes_twice_is_refused() {
        String head = "system\tcode\tdisplay\tstatus\tsource\tused-for";
        String line = "http://loinc.org\t1-8\tA\tverified\tB\tC";

        assertThatThrownBy(() -> ExternalCodes.of(List.of(head, "http://loinc.org\t1-8\tA\tverified\t\tC")))
                .hasMessageContaining("filled columns");
        assertThatThrownBy(() -> ExternalCodes.of(List.of(head, line, line))).hasMessageContaining("Twice");
    }
}
