package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.screening.Instrument;
import health.throughline.program.screening.ScoredResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of every Questionnaire comes to exactly the scores, bands and single answers written down beside it. */
class QuestionnaireScoreContractTest {

    private static final String METHOD = Canonicals.of("StructureDefinition", "score-method");

    /** What an Observation says, as an example's expectation writes it. */
    private record Found(String value, String band, String method) {}

    @TestFactory
    Stream<DynamicTest> every_example_comes_to_what_is_expected() {
        return QuestionnaireFolders.names().stream().flatMap(name -> {
            Instrument instrument = QuestionnaireFolders.instrument(name);
            return QuestionnaireFolders.examples(name).entrySet().stream()
                    .map(example -> dynamicTest(
                            name + "/" + example.getKey(),
                            () -> check(
                                    instrument,
                                    example.getValue(),
                                    QuestionnaireFolders.expected(name, example.getKey()))));
        });
    }

    private static void check(Instrument instrument, ObjectNode response, ObjectNode expected) {
        ResourceKey key =
                new ResourceKey("QuestionnaireResponse", response.path("id").asText());
        ScoredResponse scored = ScoredResponse.of(instrument, key, response, "");
        assertThat(scored.issues()).isEmpty();
        Map<String, List<Found>> scores = new TreeMap<>();
        Map<String, List<Found>> items = new TreeMap<>();
        for (ObjectNode observation : scored.observations("final").values()) {
            Found found = found(observation);
            (found.method().isEmpty() ? items : scores)
                    .computeIfAbsent(code(observation), code -> new ArrayList<>())
                    .add(found);
        }
        assertThat(scores).isEqualTo(expected(expected.path("scores")));
        assertThat(items).isEqualTo(expected(expected.path("items")));
    }

    private static Map<String, List<Found>> expected(JsonNode list) {
        Map<String, List<Found>> all = new TreeMap<>();
        list.forEach(one -> all.computeIfAbsent(one.path("code").asText(), code -> new ArrayList<>())
                .add(new Found(
                        plain(one.path("value")),
                        one.path("band").asText(""),
                        one.path("method").asText(""))));
        return all;
    }

    private static String code(JsonNode observation) {
        return observation.path("code").path("coding").path(0).path("code").asText();
    }

    private static Found found(JsonNode observation) {
        return new Found(
                value(observation),
                observation
                        .path("interpretation")
                        .path(0)
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText(""),
                StreamSupport.stream(observation.path("extension").spliterator(), false)
                        .filter(extension -> extension.path("url").asText().equals(METHOD))
                        .map(extension -> extension.path("valueCode").asText())
                        .findFirst()
                        .orElse(""));
    }

    private static String value(JsonNode observation) {
        for (Map.Entry<String, JsonNode> child : observation.properties()) {
            if (child.getKey().equals("valueCodeableConcept")) {
                JsonNode coding = child.getValue().path("coding").path(0);
                JsonNode weight = coding.path("extension").path(0).path("valueDecimal");
                return weight.isNumber() ? plain(weight) : coding.path("code").asText();
            }
            if (child.getKey().startsWith("value")) {
                return plain(child.getValue().isObject() ? child.getValue().path("value") : child.getValue());
            }
        }
        return "";
    }

    private static String plain(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.isNull() ? "" : value.asText();
    }
}
