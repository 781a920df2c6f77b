package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.program.extraction.ExtractionBundle;
import health.throughline.program.extraction.ResponseExtraction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every example of every form becomes the resources written down beside it, and all of them are right R4. */
class QuestionnaireExtractContractTest {

    private final ResponseExtraction extraction = new ResponseExtraction((type, name) -> Optional.empty());

    @TestFactory
    Stream<DynamicTest> every_example_becomes_what_is_expected() {
        return QuestionnaireFolders.names().stream().flatMap(name -> {
            ObjectNode questionnaire = QuestionnaireFolders.questionnaire(name);
            return QuestionnaireFolders.examples(name).entrySet().stream()
                    .map(example -> dynamicTest(
                            name + "/" + example.getKey(),
                            () -> check(
                                    questionnaire,
                                    example.getValue(),
                                    QuestionnaireFolders.expected(name, example.getKey()))));
        });
    }

    private void check(ObjectNode questionnaire, ObjectNode response, ObjectNode expected) {
        ResourceKey key =
                new ResourceKey("QuestionnaireResponse", response.path("id").asText());
        ExtractionBundle bundle = new ExtractionBundle(key, true);
        if (!response.path("status").asText().equals("in-progress")) {
            bundle.add(extraction, questionnaire, response);
        }
        assertThat(bundle.issues()).isEmpty();
        List<JsonNode> resources = new ArrayList<>();
        bundle.json().path("entry").forEach(entry -> resources.add(entry.path("resource")));
        resources.forEach(resource -> StructureCheck.check((ObjectNode) resource));
        if (!expected.has("resources") && !expected.has("contains")) {
            assertThat(resources)
                    .as("resources that the example does not tell of")
                    .isEmpty();
        }
        for (JsonNode one : expected.path("resources")) {
            assertThat(of(one.path("type").asText(), resources))
                    .as("%s of %s", one.path("type").asText(), resources)
                    .hasSize(one.path("count").asInt());
        }
        for (Map.Entry<String, JsonNode> contains : expected.path("contains").properties()) {
            List<JsonNode> among = of(contains.getKey(), resources);
            contains.getValue()
                    .forEach(text -> assertThat(holds(among, text.asText()))
                            .as("%s in %s", text.asText(), among)
                            .isTrue());
        }
    }

    private static List<JsonNode> of(String type, List<JsonNode> resources) {
        return resources.stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
    }

    private static boolean holds(List<JsonNode> resources, String assertion) {
        String path = assertion.substring(0, assertion.indexOf('='));
        String value = assertion.substring(assertion.indexOf('=') + 1);
        List<JsonNode> at = resources;
        for (String step : path.split("\\.")) {
            at = at.stream().flatMap(node -> children(node, step)).toList();
        }
        return at.stream().anyMatch(node -> node.asText().equals(value));
    }

    /** By FHIRPath's name: {@code value} for valueCoding as well. */
    private static Stream<JsonNode> children(JsonNode node, String name) {
        return node.properties().stream()
                .filter(child -> child.getKey().matches(name + "([A-Z].*)?"))
                .flatMap(child -> child.getValue().isArray() ? stream(child.getValue()) : Stream.of(child.getValue()));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
