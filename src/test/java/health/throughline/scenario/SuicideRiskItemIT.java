package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.record.access.Role;
import health.throughline.testing.Call;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A positive answer to the PHQ-9's question about thoughts of death raises its alert and its task in the transaction that
 * stores it, whatever the total, and the alert is not closed before a suicide screener.
 */
class SuicideRiskItemIT {

    private static final List<String> ITEMS =
            List.of("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8");
    private static final List<String> ANSWERS = List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");

    private final Programme programme = Programme.shared();
    private final Person therapist = programme.staff(Role.THERAPIST);
    private final Person client = programme.client(therapist);

    /** A completed PHQ-9; -1 leaves an item out. */
    private ObjectNode phq9(int... values) {
        ObjectNode response = json(
                "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':"
                        + "'https://throughline.example/fhir/Questionnaire/phq-9|1.0.0','subject':{'reference':'%s'},"
                        + "'author':{'reference':'%s'},'authored':'%s','item':[]}",
                client.who().toString(), client.who().toString(), Instant.now().toString());
        for (int i = 0; i < values.length; i++) {
            if (values[i] >= 0) {
                ObjectNode item = response.withArray("item").addObject().put("linkId", ITEMS.get(i));
                item.putArray("answer")
                        .addObject()
                        .putObject("valueCoding")
                        .put("system", "http://loinc.org")
                        .put("code", ANSWERS.get(values[i]));
            }
        }
        return response;
    }

    private List<JsonNode> alerts() {
        return therapist
                .get("DetectedIssue?patient=" + client.who() + "&code="
                        + Call.encode("https://throughline.example/fhir/CodeSystem/alert-type|phq9-item9"))
                .expect(200)
                .resources();
    }

    private List<JsonNode> tasks() {
        return therapist
                .get("Task?patient=" + client.who() + "&status=requested,accepted&code="
                        + Call.encode("https://throughline.example/fhir/CodeSystem/task-code|alert-response"))
                .expect(200)
                .resources();
    }

    @Test
    void a_low_total_does_not_hide_it() {
        client.post("QuestionnaireResponse", phq9(0, 1, 0, 0, 0, 0, 0, 0, 2)).expect(201);
        assertThat(alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.path("severity").asText()).isEqualTo("high");
            assertThat(alert.path("implicated")).isNotEmpty();
            assertThat(alert.path("detail").asText()).isNotBlank();
        });
        assertThat(tasks()).singleElement().satisfies(task -> {
            assertThat(task.path("priority").asText()).isEqualTo("stat");
            assertThat(task.path("restriction").path("period").path("end").asText())
                    .isNotBlank();
        });
    }

    @Test
    void a_total_that_cannot_be_made_does_not_hide_it() {
        client.post("QuestionnaireResponse", phq9(-1, -1, -1, -1, -1, -1, -1, -1, 3))
                .expect(201);
        assertThat(alerts()).hasSize(1);
        assertThat(tasks()).hasSize(1);
    }

    @Test
    void the_answer_not_at_all_raises_nothing() {
        client.post("QuestionnaireResponse", phq9(3, 3, 3, 3, 3, 3, 3, 3, 0)).expect(201);
        assertThat(alerts()).isEmpty();
    }

    @Test
    void it_is_closed_after_a_screener_only_and_once() {
        client.post("QuestionnaireResponse", phq9(1, 1, 1, 1, 1, 1, 1, 1, 2)).expect(201);
        String alert = "DetectedIssue/" + alerts().get(0).path("id").asText();
        JsonNode taken = therapist
                .post(alert + "/$acknowledge", parameters())
                .expect(200)
                .json();
        assertThat(taken.path("status").asText()).isEqualTo("accepted");
        assertThat(taken.path("owner").path("reference").asText())
                .isEqualTo(therapist.who().toString());
        ObjectNode closing = parameters("outcome", "true-action-taken", "action", "called");
        assertThat(therapist.post(alert + "/$close", closing).expect(422).diagnostics())
                .contains("93374-7");
        programme.stored(json(
                "{'resourceType':'Observation','status':'final','code':{'coding':[{'system':'http://loinc.org','code':"
                        + "'93374-7'}]},'subject':{'reference':'%s'},'effectiveDateTime':'%s',"
                        + "'valueCodeableConcept':{'coding':[{'system':'http://loinc.org','code':'LA9194-7'}]}}",
                client.who().toString(), Instant.now().plusSeconds(2).toString()));
        therapist
                .post(alert + "/$close", parameters("outcome", "true-action-taken"))
                .expect(422);
        therapist
                .post(alert + "/$close", parameters("outcome", "fine", "action", "called"))
                .expect(400);
        JsonNode closed = therapist.post(alert + "/$close", closing).expect(200).json();
        assertThat(closed.path("status").asText()).isEqualTo("final");
        assertThat(closed.path("mitigation")
                        .path(0)
                        .path("author")
                        .path("reference")
                        .asText())
                .isEqualTo(therapist.who().toString());
        assertThat(tasks()).isEmpty();
        therapist.post(alert + "/$close", closing).expect(200);
        therapist
                .post(alert + "/$close", parameters("outcome", "false-alarm", "action", "called"))
                .expect(409);
        therapist.post(alert + "/$acknowledge", parameters()).expect(422);
    }

    @Test
    void it_cannot_be_put_off_till_tomorrow() {
        client.post("QuestionnaireResponse", phq9(1, 1, 1, 1, 1, 1, 1, 1, 2)).expect(201);
        String alert = "DetectedIssue/" + alerts().get(0).path("id").asText();
        therapist
                .post(
                        alert + "/$snooze",
                        parameters("until", Instant.now().plusSeconds(86_400).toString()))
                .expect(422);
        therapist
                .post(
                        alert + "/$snooze",
                        parameters("until", Instant.now().minusSeconds(60).toString()))
                .expect(422);
        therapist.post(alert + "/$snooze", parameters("until", "tomorrow")).expect(400);
        String soon = Instant.now().plusSeconds(3600).toString().substring(0, 19) + "Z";
        JsonNode task = therapist
                .post(alert + "/$snooze", parameters("until", soon))
                .expect(200)
                .json();
        assertThat(task.path("restriction").path("period").path("end").asText()).isEqualTo(soon);
    }

    @Test
    void nobody_else_touches_it() {
        client.post("QuestionnaireResponse", phq9(1, 1, 1, 1, 1, 1, 1, 1, 2)).expect(201);
        String alert = "DetectedIssue/" + alerts().get(0).path("id").asText();
        Person other = programme.staff(Role.THERAPIST);
        other.post(alert + "/$acknowledge", parameters()).expect(404);
        other.post(alert + "/$close", parameters("outcome", "false-alarm", "action", "none"))
                .expect(404);
        client.post(alert + "/$close", parameters("outcome", "false-alarm", "action", "none"))
                .expect(403);
        assertThat(tasks())
                .singleElement()
                .satisfies(task -> assertThat(task.path("status").asText()).isEqualTo("requested"));
    }

    private static ObjectNode parameters(String... pairs) {
        ObjectNode parameters = json("{'resourceType':'Parameters'}");
        for (int i = 0; i < pairs.length; i += 2) {
            String type = pairs[i].equals("until") ? "valueDateTime" : "valueCode";
            parameters.withArray("parameter").addObject().put("name", pairs[i]).put(type, pairs[i + 1]);
        }
        return parameters;
    }
}
