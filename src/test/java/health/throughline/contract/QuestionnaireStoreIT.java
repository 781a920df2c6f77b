package health.throughline.contract;

import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.testing.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every example of every Questionnaire is stored together with all that follows from it. All of it is held
 * against its profiles by HL7's validator, so that a derived resource which does not conform fails its example here.
 */
class QuestionnaireStoreIT {

    private static final String METHOD = Canonicals.of("StructureDefinition", "score-method");

    @TestFactory
    Stream<DynamicTest> every_example_is_stored_with_what_follows_from_it() {
        return QuestionnaireFolders.names().stream()
                .filter(name -> !ShippedDefinitions.gated(QuestionnaireFolders.questionnaire(name)))
                .flatMap(name -> QuestionnaireFolders.examples(name).entrySet().stream()
                        .map(example -> dynamicTest(
                                name + "/" + example.getKey(),
                                () -> store(
                                        example.getValue(), QuestionnaireFolders.expected(name, example.getKey())))));
    }

    private static void store(ObjectNode example, ObjectNode expected) {
        String id = unique("stored-");
        String patient = Call.post("/Patient", json("{'resourceType': 'Patient'}"))
                .send()
                .id();
        ObjectNode response = FhirJson.parse(example.toString()
                .replace("Patient/example", "Patient/" + patient)
                .getBytes(StandardCharsets.UTF_8));
        Call.put("/QuestionnaireResponse/" + id, response.put("id", id)).send().expect(201);
        List<JsonNode> observations = Call.get("/Observation?derived-from=QuestionnaireResponse/" + id + "&_count=200")
                .send()
                .expect(200)
                .resources();
        assertThat(observations.stream()
                        .filter(one -> one.path("extension").toString().contains(METHOD)))
                .hasSize(expected.path("scores").size());
        JsonNode extracted = Call.get("/QuestionnaireResponse/" + id + "/$extract")
                .send()
                .expect(200)
                .json();
        for (JsonNode entry : extracted.path("entry")) {
            conforms(entry.path("request").path("url").asText());
        }
    }

    /** Storing it once more changes nothing, and holds it against its profiles. */
    private static void conforms(String key) {
        Call stored = Call.get("/" + key);
        Call.put("/" + key, stored.send().expect(200).json()).send().expect(200);
    }
}
