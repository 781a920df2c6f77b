package health.throughline.program.alert;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nobody takes in time becomes the clinical lead's task as well, once; what is taken does not. */
class AlertEscalationIT {

    private final Programme programme = Programme.shared();
    private final Person therapist = programme.staff(Role.THERAPIST);
    private final Person client = programme.client(therapist);

    private ResourceKey task(String status, Instant due) {
        ResourceKey alert = programme.stored(json(
                "{'resourceType':'DetectedIssue','status':'preliminary','severity':'high','code':{'coding':[{'system':"
                        + "'https://throughline.example/fhir/CodeSystem/alert-type','code':'help-now'}]},"
                        + "'patient':{'reference':'%s'},'identifiedDateTime':'2026-11-01T10:00:00Z'}",
                client.who().toString()));
        return programme.stored(json(
                "{'resourceType':'Task','status':'%s','intent':'order','priority':'stat','code':{'coding':[{'system':"
                        + "'https://throughline.example/fhir/CodeSystem/task-code','code':'alert-response'}]},"
                        + "'focus':{'reference':'%s'},'for':{'reference':'%s'},'restriction':{'period':{'end':'%s'}}}",
                status, alert.toString(), client.who().toString(), due.toString()));
    }

    private List<JsonNode> escalations() {
        programme.server.part(AlertEscalation.class).run();
        return therapist
                .get("Task?patient=" + client.who() + "&part-of:missing=false")
                .expect(200)
                .resources();
    }

    @Test
    void what_nobody_took_in_time_goes_to_the_lead_once() {
        ResourceKey late = task("requested", Instant.now().minusSeconds(60));
        assertThat(escalations()).singleElement().satisfies(task -> {
            assertThat(task.path("partOf").path(0).path("reference").asText()).isEqualTo(late.toString());
            assertThat(task.path("priority").asText()).isEqualTo("stat");
        });
        assertThat(escalations()).hasSize(1);
    }

    @Test
    void what_is_taken_or_not_yet_due_does_not() {
        task("accepted", Instant.now().minusSeconds(60));
        task("requested", Instant.now().plusSeconds(600));
        assertThat(escalations()).isEmpty();
    }
}
