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
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A client who checked in every day falls silent: nothing is stored, and still somebody is told, once. */
class SilentDropoutIT {

    private static final Programme PROGRAMME = Programme.start("--throughline.alert.clock=1s");

    private final Person manager = PROGRAMME.staff(Role.CASE_MANAGER);
    private final Person client = PROGRAMME.client(manager);

    private void enrolled() {
        PROGRAMME.stored(json(
                "{'resourceType':'EpisodeOfCare','status':'active','patient':{'reference':'%s'},'careManager':"
                        + "{'reference':'%s'},'type':[{'coding':[{'system':"
                        + "'https://throughline.example/fhir/CodeSystem/program-track','code':'mh'}]}],"
                        + "'period':{'start':'%s'}}",
                client.who().toString(),
                manager.who().toString(),
                daysAgo(40).toString().substring(0, 10)));
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minus(days, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    }

    private void checkIn(int daysAgo) {
        ObjectNode response = json(
                "{'resourceType':'QuestionnaireResponse','status':'completed','questionnaire':"
                        + "'https://throughline.example/fhir/Questionnaire/daily-checkin','subject':{'reference':'%s'},"
                        + "'author':{'reference':'%s'},'authored':'%s','item':[{'linkId':'mood-low','answer':"
                        + "[{'valueInteger':3}]}]}",
                client.who().toString(),
                client.who().toString(),
                daysAgo(daysAgo).toString());
        client.post("QuestionnaireResponse", response).expect(201);
    }

    private List<JsonNode> alerts() {
        return manager.get("DetectedIssue?patient=" + client.who() + "&code="
                        + Call.encode("https://throughline.example/fhir/CodeSystem/alert-type|missed-checkins"))
                .expect(200)
                .resources();
    }

    @Test
    void somebody_is_told_once() throws InterruptedException {
        for (int day = 25; day >= 5; day--) {
            checkIn(day);
        }
        enrolled();
        for (int i = 0; i < 100 && alerts().isEmpty(); i++) {
            Thread.sleep(200);
        }
        assertThat(alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.path("detail").asText()).isEqualTo("No check-in for 4 days."));
        List<JsonNode> tasks = manager.get("Task?patient=" + client.who() + "&status=requested")
                .expect(200)
                .resources();
        assertThat(tasks).singleElement().satisfies(task -> {
            assertThat(task.path("code").path("coding").path(0).path("code").asText())
                    .isEqualTo("watch");
            assertThat(task.path("owner").path("reference").asText())
                    .isEqualTo(manager.who().toString());
        });
        Thread.sleep(3000);
        assertThat(alerts()).hasSize(1);
        client.get("DetectedIssue?patient=" + client.who()).expect(200);
    }
}
