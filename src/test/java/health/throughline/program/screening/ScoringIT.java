package health.throughline.program.screening;

import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A stored response is scored in the transaction that stores it, and its scores follow it through its life.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/extraction.html">SDC, form data extraction</a>
 */
class ScoringIT {

    private static final String TOTAL = "44261-6";
    private static final String ITEM_9 = "44260-8";
    private static String patient;

    @BeforeAll
    static void patient() {
        patient = "Patient/"
                + Call.post("/Patient", json("{'resourceType': 'Patient', 'gender': 'female'}"))
                        .send()
                        .expect(201)
                        .id();
    }

    private static ObjectNode phq9(String status, @Nullable Integer... points) {
        return Responses.phq9(status, patient, points);
    }

    private static Reply store(ObjectNode response) {
        return Call.post("/QuestionnaireResponse", response).send().expect(201);
    }

    private static Reply amend(String id, ObjectNode response) {
        return Call.put("/QuestionnaireResponse/" + id, response.put("id", id))
                .send()
                .expect(200);
    }

    private static List<JsonNode> observations(String response, String code) {
        return Call.get("/Observation?derived-from=QuestionnaireResponse/" + response + "&code=" + code)
                .send()
                .expect(200)
                .resources();
    }

    private static JsonNode observation(String response, String code) {
        List<JsonNode> all = observations(response, code);
        assertThat(all).as(code).hasSize(1);
        return all.get(0);
    }

    private static String band(JsonNode observation) {
        return observation.at("/interpretation/0/coding/0/code").asText();
    }

    @Test
    void a_completed_response_brings_its_total_with_band_and_origin() {
        String id = store(phq9("completed", 2, 2, 2, 2, 2, 1, 1, 0, 0)).id();
        JsonNode total = observation(id, TOTAL);
        assertThat(total.at("/valueQuantity/value").decimalValue()).isEqualByComparingTo("12");
        assertThat(band(total)).isEqualTo("moderate");
        assertThat(total.path("status").asText()).isEqualTo("final");
        assertThat(total.at("/subject/reference").asText()).isEqualTo(patient);
        assertThat(total.at("/effectiveDateTime").asText()).isEqualTo("2026-11-02T09:15:00Z");
        assertThat(total.at("/performer/0/reference").asText()).isEqualTo(patient);
        assertThat(total.at("/category/0/coding/0/code").asText()).isEqualTo("survey");
        assertThat(total.path("extension").findValuesAsText("valueCode")).containsExactly("complete");
        assertThat(total.path("extension").findValuesAsText("valueCanonical"))
                .containsExactly("https://throughline.example/fhir/Questionnaire/phq-9|1.0.0");
    }

    @Test
    void a_score_is_found_by_its_value() {
        String who = "Patient/"
                + Call.post("/Patient", json("{'resourceType': 'Patient'}"))
                        .send()
                        .id();
        String id = store(Responses.phq9("completed", who, 3, 3, 3, 3, 3, 1, 1, 0, 0))
                .id();
        String search = "/Observation?subject=" + who + "&code=" + TOTAL + "&value-quantity=";
        assertThat(Call.get(search + "ge15").send().expect(200).matches())
                .containsExactly(observation(id, TOTAL).path("id").asText());
        assertThat(Call.get(search + "ge18").send().expect(200).matches()).isEmpty();
    }

    @Test
    void an_unfinished_response_brings_nothing_until_it_is_completed() {
        String id = store(phq9("in-progress", 2, 2)).id();
        assertThat(observations(id, TOTAL)).isEmpty();
        amend(id, phq9("completed", 1, 1, 1, 1, 1, 1, 1, 1, 0));
        assertThat(observation(id, TOTAL).path("status").asText()).isEqualTo("final");
    }

    @Test
    void an_amendment_amends_the_same_observation() {
        String id = store(phq9("completed", 2, 2, 2, 2, 2, 1, 1, 0, 0)).id();
        JsonNode before = observation(id, TOTAL);
        amend(id, phq9("amended", 2, 2, 2, 2, 2, 2, 2, 1, 0));
        JsonNode after = observation(id, TOTAL);
        assertThat(after.path("id")).isEqualTo(before.path("id"));
        assertThat(after.path("status").asText()).isEqualTo("amended");
        assertThat(after.at("/valueQuantity/value").decimalValue()).isEqualByComparingTo("15");
        assertThat(after.at("/meta/versionId").asText()).isEqualTo("2");
    }

    @Test
    void an_answer_that_is_taken_back_is_marked_as_entered_in_error() {
        String id = store(phq9("completed", 1, 1, 1, 1, 1, 1, 1, 1, 2)).id();
        assertThat(band(observation(id, ITEM_9))).isEqualTo("positive");
        amend(id, phq9("amended", 1, 1, 1, 1, 1, 1, 1, 1, null));
        assertThat(observation(id, ITEM_9).path("status").asText()).isEqualTo("entered-in-error");
        assertThat(observation(id, TOTAL).path("status").asText()).isEqualTo("amended");
    }

    @Test
    void deleting_a_response_or_marking_it_as_an_error_does_so_with_its_scores() {
        String deleted = store(phq9("completed", 1, 1, 1, 1, 1, 1, 1, 1, 0)).id();
        Call.delete("/QuestionnaireResponse/" + deleted).send().expect(204);
        assertThat(observation(deleted, TOTAL).path("status").asText()).isEqualTo("entered-in-error");
        String error = store(phq9("completed", 1, 1, 1, 1, 1, 1, 1, 1, 0)).id();
        amend(error, phq9("entered-in-error", 1, 1, 1, 1, 1, 1, 1, 1, 0));
        assertThat(observation(error, TOTAL).path("status").asText()).isEqualTo("entered-in-error");
        amend(error, phq9("completed", 1, 1, 1, 1, 1, 1, 1, 1, 0));
        assertThat(observation(error, TOTAL).path("status").asText()).isEqualTo("amended");
    }

    @Test
    void item_9_stands_on_its_own_when_the_total_cannot_be_scored() {
        String id = store(phq9("completed", null, null, null, 1, 1, 1, 1, 1, 1)).id();
        JsonNode total = observation(id, TOTAL);
        assertThat(total.has("valueQuantity")).isFalse();
        assertThat(total.at("/dataAbsentReason/coding/0/code").asText()).isEqualTo("not-performed");
        assertThat(total.path("extension").findValuesAsText("valueCode")).containsExactly("not-scorable");
        JsonNode item = observation(id, ITEM_9);
        assertThat(item.at("/valueCodeableConcept/coding/0/code").asText()).isEqualTo("LA6569-3");
        assertThat(band(item)).isEqualTo("positive");
    }

    @Test
    void a_total_that_the_client_made_up_changes_nothing_and_is_reported() {
        ObjectNode response = phq9("completed", 3, 3, 3, 3, 3, 3, 3, 3, 3);
        response.withArray("/item").add(json("{'linkId': '%s', 'answer': [{'valueDecimal': 2}]}", TOTAL));
        String id = unique("tampered-");
        Reply reply = Call.put("/QuestionnaireResponse/" + id, response.put("id", id))
                .prefer("return=OperationOutcome")
                .send()
                .expect(201);
        assertThat(reply.text()).contains("'" + TOTAL + "' is not what the other answers come to");
        assertThat(reply.json().path("issue").findValuesAsText("severity")).contains("warning");
        assertThat(observation(id, TOTAL).at("/valueQuantity/value").decimalValue())
                .isEqualByComparingTo("27");
        response.withArray("/item").forEach(item -> {
            if (item.path("linkId").asText().equals(TOTAL)) {
                ((ObjectNode) item.path("answer").path(0)).put("valueDecimal", 27.0);
            }
        });
        assertThat(Call.put("/QuestionnaireResponse/" + id, response)
                        .prefer("return=OperationOutcome")
                        .send()
                        .expect(200)
                        .text())
                .doesNotContain("come to");
    }

    @Test
    void another_questionnaire_brings_its_own_scores_and_ends_those_of_the_first() {
        String id = store(phq9("completed", 1, 1, 1, 1, 1, 1, 1, 1, 0)).id();
        ObjectNode other = json("""
                {'resourceType': 'QuestionnaireResponse', 'status': 'amended', 'authored': '2026-11-02',
                 'questionnaire': 'https://throughline.example/fhir/Questionnaire/phq-2',
                 'subject': {'reference': '%s'}, 'author': {'reference': '%s'}, 'item': [
                  {'linkId': '44250-9', 'answer': [{'valueCoding': {'system': 'http://loinc.org', 'code': 'LA6570-1'}}]},
                  {'linkId': '44255-8', 'answer': [{'valueCoding': {'system': 'http://loinc.org', 'code': 'LA6570-1'}}]}]}
                """, patient, patient);
        amend(id, other);
        assertThat(observation(id, TOTAL).path("status").asText()).isEqualTo("entered-in-error");
        assertThat(observation(id, "55758-7").at("/valueQuantity/value").intValue())
                .isEqualTo(4);
    }

    @Test
    void in_a_transaction_scores_name_the_patient_that_is_created_with_them() {
        ObjectNode response =
                Responses.phq9("completed", "urn:uuid:11111111-1111-4111-8111-111111111111", 1, 1, 1, 1, 1, 1, 1, 1, 0);
        ObjectNode bundle = json("""
                {'resourceType': 'Bundle', 'type': 'transaction', 'entry': [
                  {'fullUrl': 'urn:uuid:11111111-1111-4111-8111-111111111111',
                   'resource': {'resourceType': 'Patient'}, 'request': {'method': 'POST', 'url': 'Patient'}},
                  {'request': {'method': 'POST', 'url': 'QuestionnaireResponse'}}]}
                """);
        ((ObjectNode) bundle.path("entry").path(1)).set("resource", response);
        JsonNode answer = Call.post("", bundle).send().expect(200).json();
        String who = answer.at("/entry/0/response/location").asText().replaceAll(".*(Patient/[^/]+).*", "$1");
        String id =
                answer.at("/entry/1/response/location").asText().replaceAll(".*QuestionnaireResponse/([^/]+).*", "$1");
        assertThat(answer.path("entry")).hasSize(2);
        assertThat(observation(id, TOTAL).at("/subject/reference").asText()).isEqualTo(who);
    }

    @Test
    void an_uploaded_questionnaire_is_scored_like_a_shipped_one() {
        String url = "https://example.org/Questionnaire/" + unique("q");
        Call.post("/Questionnaire", Responses.ownQuestionnaire(url, "%resource.item.answer.value.weight().sum()"))
                .send()
                .expect(201);
        String id = store(Responses.ownResponse(url, patient)).id();
        JsonNode score = observation(id, "own-score");
        assertThat(score.at("/valueQuantity/value").intValue()).isEqualTo(7);
        assertThat(band(score)).isEqualTo("high");
    }

    @Test
    void an_expression_that_is_wrong_or_has_no_end_costs_its_score_and_not_the_response() {
        for (String expression : List.of("%resource.item.where(", "%nobody", "'a'.repeat('b' & $this).count()")) {
            String url = "https://example.org/Questionnaire/" + unique("q");
            Call.post("/Questionnaire", Responses.ownQuestionnaire(url, expression))
                    .send()
                    .expect(201);
            Instant start = Instant.now();
            Reply reply = Call.post("/QuestionnaireResponse", Responses.ownResponse(url, patient))
                    .prefer("return=OperationOutcome")
                    .send()
                    .expect(201);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(40));
            assertThat(reply.text()).contains("item 'score'", "No score comes of it");
        }
    }
}
