package health.throughline.contract;

import static health.throughline.contract.InstrumentFolder.extension;
import static health.throughline.contract.InstrumentFolder.options;
import static health.throughline.contract.InstrumentFolder.token;
import static health.throughline.contract.InstrumentFolder.weights;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.structure.StructureCheck;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The examples of every folder in {@code fhir-profiles/questionnaires}, and what they say they must give. */
class QuestionnaireExampleContractTest {

    private static final String BASE = "https://throughline.example/fhir/";

    private static Stream<DynamicTest> each(Consumer<InstrumentFolder> check) {
        return InstrumentFolder.all().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.id(), () -> check.accept(folder)));
    }

    @TestFactory
    Stream<DynamicTest> each_example_is_a_response_to_this_version_and_says_what_it_must_give() {
        return each(folder -> {
            assertThat(folder.examples()).as("examples/*.json: add some").isNotEmpty();
            assertThat(folder.expected().keySet())
                    .as("add examples/<name>.expected.json beside each example")
                    .isEqualTo(folder.examples().keySet());
            folder.examples().forEach((name, response) -> {
                StructureCheck.check(response);
                checkResponse(folder, name, response);
                checkExpected(folder, name);
            });
            folder.invalid().forEach((name, response) -> {
                assertThat(response.path("questionnaire").asText()).startsWith(BASE + "Questionnaire/" + folder.id());
                JsonNode refusal = InstrumentFolder.named(folder.refusals(), name);
                assertThat(refusal.isMissingNode())
                        .as("add examples/invalid/%s.expected.json", name)
                        .isFalse();
                assertThat(refusal.path("issue").asText())
                        .as("examples/invalid/%s.expected.json: issue", name)
                        .isNotEmpty();
            });
        });
    }

    private static void checkResponse(InstrumentFolder folder, String name, JsonNode response) {
        assertThat(response.path("questionnaire").asText())
                .as("questionnaire of example %s, with the version", name)
                .isEqualTo(folder.form().path("url").asText() + "|"
                        + folder.form().path("version").asText());
        assertThat(response.path("subject").path("reference").asText())
                .as("subject of example %s", name)
                .isNotEmpty();
        Map<String, JsonNode> questions = new TreeMap<>();
        folder.items().forEach(item -> questions.put(item.path("linkId").asText(), item));
        for (JsonNode item : InstrumentFolder.answered(response)) {
            JsonNode question =
                    InstrumentFolder.named(questions, item.path("linkId").asText());
            assertThat(question.isMissingNode())
                    .as(
                            "example %s answers '%s', which is no question",
                            name, item.path("linkId").asText())
                    .isFalse();
            for (JsonNode answer : item.path("answer")) {
                if (answer.has("valueCoding")
                        && question.path("type").asText().equals("choice")
                        && question.has("answerOption")) {
                    assertThat(options(question))
                            .as(
                                    "example %s: options of '%s'",
                                    name, item.path("linkId").asText())
                            .contains(token(answer.path("valueCoding")));
                }
            }
        }
    }

    private static void checkExpected(InstrumentFolder folder, String name) {
        JsonNode expected = InstrumentFolder.named(folder.expected(), name);
        assertThat(codes(expected.path("scores")))
                .as("%s.expected.json: one entry in scores for each score", name)
                .containsExactlyInAnyOrderElementsOf(folder.scores().stream()
                        .map(score -> score.at("/code/0/code").asText())
                        .toList());
        for (JsonNode row : expected.path("scores")) {
            assertThat(row.path("method").asText())
                    .as("%s.expected.json: method of %s; a value exactly when it can be scored", name, row.path("code"))
                    .isIn(row.path("value").isNull() ? List.of("not-scorable") : List.of("complete", "prorated"));
        }
        for (String part : List.of("scores", "items")) {
            for (JsonNode row : expected.path(part)) {
                JsonNode item = byCode(folder, row.path("code").asText());
                JsonNode bands = folder.bandsOf(item);
                if (bands != null && !row.path("value").isNull()) {
                    assertThat(row.path("band").asText())
                            .as("%s.expected.json: band of %s", name, row.path("code"))
                            .isEqualTo(new ScoreBands(bands).of(number(item, row.path("value"))));
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> each_band_and_each_way_of_scoring_has_an_example() {
        return each(folder -> {
            for (JsonNode item : folder.items()) {
                String code = item.at("/code/0/code").asText();
                Set<String> bands = new TreeSet<>();
                Set<String> methods = new TreeSet<>();
                for (JsonNode expected : folder.expected().values()) {
                    for (String part : List.of("scores", "items")) {
                        for (JsonNode row : expected.path(part)) {
                            if (row.path("code").asText().equals(code)) {
                                bands.add(row.path("band").asText());
                                methods.add(row.path("method").asText());
                            }
                        }
                    }
                }
                JsonNode definition = folder.bandsOf(item);
                if (definition != null) {
                    assertThat(bands)
                            .as("%s '%s': add an example in each band", folder.id(), code)
                            .containsAll(new ScoreBands(definition).codes());
                }
                String method = extension(item, InstrumentFolder.METHOD)
                        .at("/valueExpression/expression")
                        .asText();
                Stream.of("complete", "prorated", "not-scorable")
                        .filter(word -> method.contains("'" + word + "'"))
                        .forEach(word -> assertThat(methods)
                                .as("%s '%s': add an example that is %s", folder.id(), code, word)
                                .contains(word));
            }
        });
    }

    private static JsonNode byCode(InstrumentFolder folder, String code) {
        return folder.items().stream()
                .filter(item -> item.at("/code/0/code").asText().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no item of " + folder.id() + " has the code " + code));
    }

    /** A score as a number; of a coded one the weight of the option. */
    private static int number(JsonNode item, JsonNode value) {
        for (JsonNode option : item.path("answerOption")) {
            if (value.isTextual() && option.at("/valueCoding/code").asText().equals(value.asText())) {
                return weights(option, InstrumentFolder.ITEM_WEIGHT).get(0).intValue();
            }
        }
        return value.asInt();
    }

    private static List<String> codes(JsonNode rows) {
        return Stream.iterate(0, n -> n < rows.size(), n -> n + 1)
                .map(n -> rows.path(n).path("code").asText())
                .toList();
    }
}
