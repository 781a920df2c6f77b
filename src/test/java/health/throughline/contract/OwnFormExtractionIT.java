package health.throughline.contract;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.testing.Call;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What our own forms make is accepted by the record with all its checks, and stands there afterwards. */
class OwnFormExtractionIT {

    @TestFactory
    Stream<DynamicTest> each_answered_form_is_stored_with_all_that_follows_from_it() {
        return InstrumentFolder.all().stream()
                .filter(folder -> folder.expected().values().stream().anyMatch(expected -> expected.has("resources")))
                .map(folder -> DynamicTest.dynamicTest(folder.id(), () -> check(folder)));
    }

    private static void check(InstrumentFolder folder) {
        String organization = create("{'resourceType': 'Organization', 'name': 'Programme', 'active': true}");
        String patient = create("{'resourceType': 'Patient', 'name': [{'text': 'Jo Sample'}], 'gender': 'unknown'}");
        Map<String, String> known = new TreeMap<>(Map.of("Organization/example", organization));
        known.put("Patient/example", patient);
        known.put("RelatedPerson/example", related(patient));
        known.put("Goal/example", goal(patient));
        known.put("CarePlan/example", plan(patient));
        Map<String, Integer> expected = new TreeMap<>(Map.of("RelatedPerson", 1, "Goal", 1, "CarePlan", 1));
        folder.examples().forEach((name, response) -> {
            if (response.path("status").asText().equals("completed")) {
                Call.post("/QuestionnaireResponse", placed(response, known))
                        .send()
                        .expect(201);
                for (JsonNode made :
                        Objects.requireNonNull(folder.expected().get(name)).path("resources")) {
                    expected.merge(
                            made.path("type").asText(), made.path("count").asInt(), Integer::sum);
                }
            }
        });
        expected.remove("Observation");
        expected.forEach((type, count) -> assertThat(Call.get("/" + type + "?patient=" + patient + "&_summary=count")
                        .send()
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt())
                .as("%s of the examples of %s", type, folder.id())
                .isEqualTo(count));
    }

    /** The response with references to what is in the record, and without an id of its own. */
    private static ObjectNode placed(ObjectNode response, Map<String, String> known) {
        String text = response.toString();
        for (Map.Entry<String, String> entry : known.entrySet()) {
            text = text.replace("\"" + entry.getKey() + "\"", "\"" + entry.getValue() + "\"");
        }
        ObjectNode placed = FhirJson.parse(text.getBytes(StandardCharsets.UTF_8));
        placed.remove("id");
        return placed;
    }

    private static String create(String resource, Object... values) {
        ObjectNode json = json(resource, values);
        String type = json.path("resourceType").asText();
        return type + "/" + Call.post("/" + type, json).send().expect(201).id();
    }

    private static String related(String patient) {
        return create("""
                {'resourceType': 'RelatedPerson', 'active': true, 'patient': {'reference': '%s'},
                 'name': [{'text': 'Ana Ruiz'}]}
                """, patient);
    }

    private static String goal(String patient) {
        return create("""
                {'resourceType': 'Goal', 'lifecycleStatus': 'active', 'subject': {'reference': '%s'},
                 'description': {'text': 'Call one friend each week'}}
                """, patient);
    }

    private static String plan(String patient) {
        return create("""
                {'resourceType': 'CarePlan', 'status': 'active', 'intent': 'plan', 'subject': {'reference': '%s'}}
                """, patient);
    }
}
