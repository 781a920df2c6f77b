package health.throughline.program.form;

import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Forms asked step by step over HTTP, from the first question to the scores in the record.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/adaptive.html">SDC, adaptive forms</a>
 */
class AdaptiveFormIT {

    private static final String NOT_AT_ALL = "LA6568-5";
    private static final String SEVERAL_DAYS = "LA6569-3";
    private static String patient;

    @BeforeAll
    static void patient() {
        patient = "Patient/"
                + Call.post("/Patient", json("{'resourceType': 'Patient'}"))
                        .send()
                        .expect(201)
                        .id();
    }

    private static ObjectNode start() {
        return json("""
                {'resourceType': 'QuestionnaireResponse', 'status': 'in-progress',
                 'questionnaire': 'https://throughline.example/fhir/Questionnaire/phq-9-adaptive',
                 'subject': {'reference': '%s'}, 'author': {'reference': '%s'}}
                """, patient, patient);
    }

    private static ObjectNode next(ObjectNode response) {
        return Call.post("/Questionnaire/$next-question", response)
                .send()
                .expect(200)
                .json();
    }

    private static ObjectNode answered(Map<String, String> answers) {
        StepByStep steps = new StepByStep(AdaptiveFormIT::next, start(), answers);
        steps.questions();
        return steps.response();
    }

    private static List<JsonNode> observations(String response, String code) {
        return Call.get("/Observation?derived-from=QuestionnaireResponse/" + response + "&code=" + code)
                .send()
                .expect(200)
                .resources();
    }

    @Test
    void what_was_asked_step_by_step_is_stored_checked_and_scored() {
        ObjectNode response = answered(Map.of("44250-9", NOT_AT_ALL, "44255-8", SEVERAL_DAYS, "44260-8", NOT_AT_ALL));
        assertThat(response.path("status").asText()).isEqualTo("completed");
        String id =
                Call.post("/QuestionnaireResponse", response).send().expect(201).id();
        JsonNode firstTwo = observations(id, "55758-7").get(0);
        assertThat(firstTwo.at("/valueQuantity/value").intValue()).isEqualTo(1);
        assertThat(firstTwo.at("/interpretation/0/coding/0/code").asText()).isEqualTo("negative");
        assertThat(firstTwo.path("extension").findValuesAsText("valueCanonical"))
                .containsExactly("https://throughline.example/fhir/Questionnaire/phq-9-adaptive|1.0.0");
        JsonNode total = observations(id, "44261-6").get(0);
        assertThat(total.has("valueQuantity")).isFalse();
        assertThat(total.at("/dataAbsentReason/coding/0/code").asText()).isEqualTo("not-performed");
        assertThat(observations(id, "44260-8")).hasSize(1);
    }

    @Test
    void a_question_put_into_the_contained_form_earns_no_points() {
        ObjectNode response = answered(Map.of("44250-9", NOT_AT_ALL, "44255-8", NOT_AT_ALL, "44260-8", NOT_AT_ALL));
        ((ObjectNode) response.at("/contained/0"))
                .withArray("/item")
                .add(json("{'linkId': 'made-up', 'text': 'Made up', 'type': 'integer'}"));
        response.withArray("/item").add(json("{'linkId': 'made-up', 'answer': [{'valueInteger': 3}]}"));
        String id =
                Call.post("/QuestionnaireResponse", response).send().expect(201).id();
        assertThat(observations(id, "55758-7").get(0).at("/valueQuantity/value").intValue())
                .isZero();
    }

    @Test
    void an_answer_that_was_not_asked_is_refused_when_it_is_stored() {
        ObjectNode response = answered(Map.of("44250-9", NOT_AT_ALL, "44255-8", NOT_AT_ALL, "44260-8", NOT_AT_ALL));
        response.withArray("/item").add(json("{'linkId': 'made-up', 'answer': [{'valueInteger': 3}]}"));
        Reply reply = Call.post("/QuestionnaireResponse", response).send().expect(422);
        assertThat(reply.text()).contains("no item with this linkId", "QuestionnaireResponse.item[3]");
    }

    @Test
    void the_response_may_come_as_a_parameter_and_nothing_else_may() {
        ObjectNode parameters = json("{'resourceType': 'Parameters'}");
        parameters
                .putArray("parameter")
                .addObject()
                .put("name", "questionnaire-response")
                .set("resource", start());
        assertThat(Call.post("/Questionnaire/$next-question", parameters)
                        .send()
                        .expect(200)
                        .json()
                        .at("/contained/0/item/1/linkId")
                        .asText())
                .isEqualTo("44250-9");
        Reply refused = Call.post("/Questionnaire/$next-question", json("{'resourceType': 'Patient'}"))
                .send()
                .expect(400);
        assertThat(refused.diagnostics()).contains("questionnaire-response");
    }

    @Test
    void a_form_of_the_record_is_put_together_from_its_parts() {
        String part = "https://example.org/Questionnaire/" + unique("part");
        Call.post(
                        "/Questionnaire",
                        json(
                                "{'resourceType': 'Questionnaire', 'url': '%s', 'status': 'active', 'item': [{'linkId':"
                                        + " 'sad', 'text': 'Sad?', 'type': 'boolean'}]}",
                                part))
                .send()
                .expect(201);
        String id = Call.post("/Questionnaire", json("""
                        {'resourceType': 'Questionnaire', 'url': '%s', 'version': '1', 'status': 'active', 'item': [
                          {'linkId': 'place', 'text': 'Mood', 'type': 'display', 'extension': [{'url':
                           'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-subQuestionnaire',
                           'valueCanonical': '%s'}]}]}
                        """, "https://example.org/Questionnaire/" + unique("whole"), part))
                .send()
                .expect(201)
                .id();
        JsonNode whole = Call.get("/Questionnaire/" + id + "/$assemble")
                .send()
                .expect(200)
                .json();
        assertThat(whole.at("/item/0/linkId").asText()).isEqualTo("sad");
        assertThat(whole.path("version").asText()).isEqualTo("1-assembled");
    }
}
