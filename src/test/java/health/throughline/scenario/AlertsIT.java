package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A list of work does not fill with what is not serious, and what gets serious stands out. */
class AlertsIT {

    private final Programme programme = Programme.shared();
    private final Person therapist = programme.staff(Role.THERAPIST);
    private final Person client = programme.client(therapist);

    /** Since too short for silence to mean anything. */
    private void enrolled() {
        programme.stored(json(
                "{'resourceType':'EpisodeOfCare','status':'active','patient':{'reference':'%s'},'type':[{'coding':"
                        + "[{'system':'https://throughline.example/fhir/CodeSystem/program-track','code':'sud'}]}],"
                        + "'period':{'start':'%s'}}",
                client.who().toString(), LocalDate.now().minusDays(2).toString()));
    }

    private void checkIn(int daysAgo, int craving, int confidence) {
        ObjectNode response = json(
                "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':"
                        + "'https://throughline.example/fhir/Questionnaire/daily-checkin','subject':{'reference':'%s'},"
                        + "'author':{'reference':'%s'},'authored':'%s','item':["
                        + "{'linkId':'craving','answer':[{'valueInteger':%s}]},"
                        + "{'linkId':'confidence','answer':[{'valueInteger':%s}]}]}",
                client.who().toString(),
                client.who().toString(),
                Instant.now().minus(daysAgo, ChronoUnit.DAYS).minusSeconds(5).toString(),
                String.valueOf(craving),
                String.valueOf(confidence));
        client.post("QuestionnaireResponse", response).expect(201);
    }

    private List<JsonNode> tasks() {
        return therapist
                .get("Task?patient=" + client.who() + "&status=requested,accepted,completed")
                .expect(200)
                .resources();
    }

    private List<JsonNode> alerts() {
        return therapist
                .get("DetectedIssue?patient=" + client.who())
                .expect(200)
                .resources();
    }

    private static String code(JsonNode resource) {
        return resource.path("code").path("coding").path(0).path("code").asText();
    }

    private void await(Predicate<List<JsonNode>> condition) {
        for (int i = 0; i < 300 && !condition.test(alerts()); i++) {
            ServerProcess.pause(100);
        }
    }

    @Test
    void what_is_not_serious_shares_one_task_and_what_gets_serious_gets_its_own() {
        enrolled();
        checkIn(1, 8, 2);
        await(alerts -> alerts.size() == 2);
        assertThat(alerts()).extracting(AlertsIT::code).containsExactlyInAnyOrder("craving-spike", "confidence-drop");
        assertThat(tasks()).singleElement().satisfies(task -> {
            assertThat(code(task)).isEqualTo("watch");
            assertThat(task.path("input")).hasSize(1);
        });

        checkIn(0, 9, 5);
        await(alerts ->
                alerts.stream().anyMatch(one -> one.path("severity").asText().equals("moderate")));
        assertThat(tasks()).extracting(AlertsIT::code).containsExactlyInAnyOrder("watch", "alert-response");
        assertThat(alerts()).hasSize(2);

        for (JsonNode alert : alerts()) {
            therapist
                    .post(
                            "DetectedIssue/" + alert.path("id").asText() + "/$close",
                            json("{'resourceType':'Parameters','parameter':[{'name':'outcome','valueCode':"
                                    + "'true-action-taken'},{'name':'action','valueCode':'called'},"
                                    + "{'name':'action','valueCode':'session-moved-up'}]}"))
                    .expect(200);
        }
        assertThat(tasks()).extracting(task -> task.path("status").asText()).containsOnly("completed");
        assertThat(alerts()).extracting(alert -> alert.path("status").asText()).containsOnly("final");
        assertThat(alerts().get(0).path("mitigation")).hasSize(2);
    }

    @Test
    void the_same_day_again_raises_nothing_more() {
        enrolled();
        checkIn(0, 9, 9);
        await(alerts -> !alerts.isEmpty());
        String version = alerts().get(0).path("meta").path("versionId").asText();
        programme.stored(json(
                "{'resourceType':'Observation','status':'final','code':{'text':'weight'},'subject':{'reference':'%s'}}",
                client.who().toString()));
        ServerProcess.pause(1500);
        assertThat(alerts())
                .singleElement()
                .satisfies(
                        alert -> assertThat(alert.path("meta").path("versionId").asText())
                                .isEqualTo(version));
    }

    @Test
    void a_dry_run_tells_what_would_be_raised_to_those_who_treat_only() {
        enrolled();
        checkIn(0, 9, 9);
        String path = client.who() + "/$early-warning";
        List<JsonNode> rules = new ArrayList<>();
        therapist.get(path).expect(200).json().path("parameter").forEach(rules::add);
        assertThat(rules).hasSizeGreaterThan(30);
        assertThat(rules)
                .filteredOn(
                        rule -> rule.path("part").path(1).path("valueBoolean").asBoolean())
                .extracting(rule -> rule.path("part").path(0).path("valueCode").asText())
                .containsExactly("craving-spike");
        client.get(path).expect(403);
        programme.staff(Role.THERAPIST).get(path).expect(404);
        therapist.get(path + "?date=someday").expect(400);
    }

    @Test
    void a_replay_counts_without_raising() {
        enrolled();
        Person lead = programme.staff(Role.CLINICAL_LEAD);
        ObjectNode wanted = json(
                "{'resourceType':'Parameters','parameter':[{'name':'start','valueDate':'%s'},{'name':'end','valueDate':"
                        + "'%s'},{'name':'setting','valueString':'threshold=6'}]}",
                LocalDate.now().minusDays(20).toString(), LocalDate.now().toString());
        String rule = "ActivityDefinition/alert-craving-spike/$replay";
        therapist.post(rule, wanted).expect(403);
        String place = lead.post(rule, wanted).expect(202).header("Content-Location");
        String path = place.substring(place.indexOf("ActivityDefinition"));
        for (int i = 0; i < 300 && lead.get(path).status() == 202; i++) {
            ServerProcess.pause(100);
        }
        JsonNode counts = lead.get(path).expect(200).json();
        assertThat(counts.findValuesAsText("valueCode")).contains("finished");
        therapist.get(path).expect(403);
        wanted.withArray("parameter").addObject().put("name", "setting").put("valueString", "colour=red");
        assertThat(lead.post(rule, wanted).expect(400).diagnostics()).contains("threshold");
        lead.post("ActivityDefinition/alert-nothing/$replay", wanted).expect(404);
    }
}
