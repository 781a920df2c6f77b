package health.throughline.program.screening;

import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code QuestionnaireResponse/$score} says how a score comes about, and leaves nothing behind. */
class ScoreOperationIT {

    private static final String PATIENT = "Patient/nobody";

    /** The parts of the first parameter of that name. */
    private static JsonNode parameter(JsonNode parameters, String name) {
        for (JsonNode parameter : parameters.path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("part");
            }
        }
        throw new AssertionError("no parameter " + name + " in " + parameters);
    }

    private static List<String> texts(JsonNode parts, String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode part : parts) {
            if (part.path("name").asText().equals(name)) {
                part.properties().stream()
                        .filter(child -> child.getKey().startsWith("value"))
                        .map(child -> child.getValue())
                        .forEach(value ->
                                texts.add(value.isObject() ? value.path("code").asText() : value.asText()));
            }
        }
        return texts;
    }

    @Test
    void a_response_that_is_sent_is_explained_and_not_stored() {
        ObjectNode response = Responses.phq9("completed", PATIENT, 2, 2, 2, 2, 2, 1, 1, 0, null);
        JsonNode answer = Call.post("/QuestionnaireResponse/$score", response)
                .send()
                .expect(200)
                .json();
        JsonNode score = parameter(answer, "score");
        assertThat(texts(score, "code")).containsExactly("44261-6");
        assertThat(texts(score, "value")).containsExactly("14");
        assertThat(texts(score, "band")).containsExactly("moderate");
        assertThat(texts(score, "method")).containsExactly("prorated");
        assertThat(texts(score, "rule").get(0)).contains("missing");
        assertThat(texts(score, "step"))
                .hasSize(10)
                .anyMatch(step -> step.equals("Feeling down, depressed, or hopeless: More than half the days = 2"))
                .anyMatch(step -> step.endsWith(": missing"))
                .contains("8 of 9 questions answered");
        assertThat(Call.get("/Observation?subject=" + PATIENT)
                        .send()
                        .expect(200)
                        .matches())
                .isEmpty();
    }

    @Test
    void a_stored_response_is_explained_by_get() {
        String id = Call.post(
                        "/QuestionnaireResponse",
                        Responses.phq9("completed", PATIENT + unique("x"), 1, 1, 1, 1, 1, 1, 1, 1, 1))
                .send()
                .expect(201)
                .id();
        Reply reply =
                Call.get("/QuestionnaireResponse/" + id + "/$score").send().expect(200);
        assertThat(texts(parameter(reply.json(), "score"), "value")).containsExactly("9");
        assertThat(texts(parameter(reply.json(), "item"), "weight")).containsExactly("1");
    }

    @Test
    void a_questionnaire_can_be_sent_along() {
        ObjectNode parameters = json(
                "{'resourceType': 'Parameters', 'parameter': [{'name': 'response'}," + " {'name': 'questionnaire'}]}");
        ((ObjectNode) parameters.at("/parameter/0")).set("resource", Responses.ownResponse("urn:x", PATIENT));
        ((ObjectNode) parameters.at("/parameter/1"))
                .set("resource", Responses.ownQuestionnaire("urn:x", "%resource.item.answer.value.weight().sum()"));
        JsonNode answer = Call.post("/QuestionnaireResponse/$score", parameters)
                .send()
                .expect(200)
                .json();
        assertThat(texts(parameter(answer, "score"), "value")).containsExactly("7");
    }

    @Test
    void an_unfinished_response_is_explained_as_well() {
        JsonNode answer = Call.post("/QuestionnaireResponse/$score", Responses.phq9("in-progress", PATIENT, 2, 2))
                .send()
                .expect(200)
                .json();
        assertThat(texts(parameter(answer, "score"), "method")).containsExactly("not-scorable");
        assertThat(texts(parameter(answer, "score"), "value")).isEmpty();
    }

    @Test
    void what_is_missing_is_said() {
        assertThat(Call.post("/QuestionnaireResponse/$score", json("{'resourceType': 'Parameters'}"))
                        .send()
                        .expect(400)
                        .diagnostics())
                .contains("needs a QuestionnaireResponse");
        assertThat(Call.post("/QuestionnaireResponse/$score", Responses.ownResponse("urn:not-here", PATIENT))
                        .send()
                        .expect(400)
                        .diagnostics())
                .contains("not known here");
    }
}
