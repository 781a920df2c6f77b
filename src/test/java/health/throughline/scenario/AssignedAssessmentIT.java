package health.throughline.scenario;

import static health.throughline.testing.AskedParameters.asked;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A questionnaire is given to a client for every week, and each answer does the task of its week. */
class AssignedAssessmentIT {

    private static final String FORM = "https://throughline.example/fhir/Questionnaire/session-feedback";

    private final Programme programme = Programme.shared();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

    private Person therapist;
    private Person client;

    @BeforeEach
    void people() {
        therapist = programme.staff(Role.THERAPIST);
        client = programme.client(therapist);
    }

    private ObjectNode weekly(LocalDate first, int count) {
        ObjectNode parameters = asked().with("questionnaire", "valueCanonical", FORM)
                .with("due", "valueDate", first.toString())
                .json();
        parameters
                .withArray("parameter")
                .addObject()
                .put("name", "repeat")
                .set(
                        "valueTiming",
                        json(
                                "{'repeat':{'count':%s,'frequency':1,'period':1,'periodUnit':'wk'}}",
                                String.valueOf(count)));
        return parameters;
    }

    private List<String> open() {
        return therapist
                .get("Task?patient=" + client.who().id() + "&code=questionnaire&status=requested&_sort=due")
                .resources()
                .stream()
                .map(task -> task.at("/restriction/period/end").asText())
                .toList();
    }

    private ObjectNode response(String status, LocalDate day) {
        return json(
                "{'resourceType':'QuestionnaireResponse','questionnaire':'%s','status':'%s','subject':{'reference':"
                        + "'%s'},'author':{'reference':'%s'},'authored':'%sT12:00:00Z'}",
                FORM + "|1.0.0", status, client.who().toString(), client.who().toString(), day.toString());
    }

    @Test
    void tasks_are_given_ahead_once_and_the_client_sees_them() {
        String path = client.who() + "/$assign-assessment";

        JsonNode given = therapist.post(path, weekly(today, 4)).expect(200).json();
        JsonNode again = therapist.post(path, weekly(today, 4)).expect(200).json();
        therapist.post(path, weekly(today.plusWeeks(2), 3)).expect(200);

        assertThat(given.path("parameter")).hasSize(4);
        assertThat(again).isEqualTo(given);
        assertThat(open())
                .containsExactly(
                        today.toString(),
                        today.plusWeeks(1).toString(),
                        today.plusWeeks(2).toString(),
                        today.plusWeeks(3).toString(),
                        today.plusWeeks(4).toString());
        JsonNode first = given.at("/parameter/0/resource");
        assertThat(first.at("/owner/reference").asText()).isEqualTo(client.who().toString());
        assertThat(first.at("/input/0/valueCanonical").asText()).isEqualTo(FORM);
        client.get("Task/" + first.path("id").asText()).expect(200);
    }

    @Test
    void an_answer_does_the_task_of_its_day_and_no_other() {
        therapist
                .post(client.who() + "/$assign-assessment", weekly(today.minusWeeks(1), 3))
                .expect(200);

        ObjectNode draft = response("in-progress", today.plusDays(1));
        String id = client.post("QuestionnaireResponse", draft).expect(201).id();
        assertThat(open()).hasSize(3);
        ObjectNode done = response("completed", today.plusDays(1));
        client.put("QuestionnaireResponse/" + id, done.put("id", id)).expect(200);
        client.put("QuestionnaireResponse/" + id, done.put("status", "amended")).expect(200);

        assertThat(open())
                .containsExactly(
                        today.minusWeeks(1).toString(), today.plusWeeks(1).toString());
        JsonNode task = therapist
                .get("Task?patient=" + client.who().id() + "&status=completed")
                .resources()
                .get(0);
        assertThat(task.at("/output/0/valueReference/reference").asText()).isEqualTo("QuestionnaireResponse/" + id);
        client.post("QuestionnaireResponse", response("completed", today.plusDays(2)))
                .expect(201);
        assertThat(open()).hasSize(1);
    }

    @Test
    void who_does_not_treat_the_client_assigns_nothing() {
        String path = client.who() + "/$assign-assessment";
        ObjectNode once = asked().with("questionnaire", "valueCanonical", FORM).json();

        client.post(path, once).expect(403);
        programme.relative(client, "informed").post(path, once).expect(403);
        programme.staff(Role.THERAPIST).post(path, once).expect(404);
        therapist
                .post(
                        path,
                        asked().with("questionnaire", "valueCanonical", FORM + "-of-nobody")
                                .json())
                .expect(422);
        assertThat(open()).isEmpty();
        therapist.post(path, once).expect(200);
        assertThat(open()).containsExactly(today.plusDays(3).toString());
    }
}
