package health.throughline.program.protocol;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.program.client.Codes;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Protocols applied to clients.
 *
 * @see <a href="https://hl7.org/fhir/R4/plandefinition-operation-apply.html">R4 PlanDefinition/$apply</a>
 */
class PlanApplyIT {

    private static final String OWN = "https://throughline.example/fhir";
    private static final Programme PROGRAMME = Programme.shared();

    private final Person therapist = PROGRAMME.staff(Role.THERAPIST);
    private final Person counselor = PROGRAMME.staff(Role.CASE_MANAGER);
    private final Person client = PROGRAMME.client(therapist);

    private void team(String role, Person member) {
        PROGRAMME.stored(json(
                "{'resourceType':'CareTeam','status':'active','subject':{'reference':'%s'},'participant':[{'role':[{'coding'"
                        + ":[{'system':'%s/CodeSystem/care-team-role','code':'%s'}]}],'member':{'reference':'%s'}}]}",
                client.who(), OWN, role, member.who()));
    }

    private ObjectNode applied(String plan) {
        return therapist
                .get("PlanDefinition/" + plan + "/$apply?subject=" + client.who())
                .expect(200)
                .json();
    }

    private static List<JsonNode> contained(JsonNode plan, String type) {
        return plan.findValues("contained").get(0).findParents("resourceType").stream()
                .filter(one -> one.path("resourceType").asText().equals(type))
                .toList();
    }

    private static JsonNode work(JsonNode plan, String code) {
        return contained(plan, "Task").stream()
                .filter(task -> Codes.has(task.path("code"), "task-code", code))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_programme_becomes_sessions_with_times_and_forms_with_dates() {
        team("addiction-counselor", counselor);
        ObjectNode plan = applied("iop-program-template");
        JsonNode group = contained(plan, "ServiceRequest").stream()
                .filter(one -> Codes.has(one.path("code"), "session-type", "group"))
                .findFirst()
                .orElseThrow();
        assertThat(group.at("/occurrenceTiming/repeat/frequency").asInt()).isEqualTo(2);
        assertThat(days(group.at("/occurrenceTiming/repeat/boundsPeriod"))).isEqualTo(84);
        assertThat(group.at("/performer/0/reference").asText())
                .isEqualTo(counselor.who().toString());
        JsonNode checkin = contained(plan, "Task").stream()
                .filter(task -> task.at("/input/0/valueCanonical").asText().endsWith("/daily-checkin"))
                .findFirst()
                .orElseThrow();
        assertThat(checkin.at("/restriction/repetitions").asInt()).isEqualTo(84);
        assertThat(checkin.at("/owner/reference").asText())
                .isEqualTo(client.who().toString());
        assertThat(plan.path("goal")).hasSize(3);
        assertThat(plan.at("/text/div").asText()).contains("<h3>The week</h3>", "Group session");
    }

    private static long days(JsonNode period) {
        return Duration.between(
                        Instant.parse(period.path("start").asText()),
                        Instant.parse(period.path("end").asText()))
                .toDays();
    }

    @Test
    void what_comes_back_can_be_stored_as_it_is() {
        ObjectNode plan = applied("iop-program-template");
        therapist.post("CarePlan", plan).expect(201);
    }

    @Test
    void the_response_to_a_relapse_has_its_hours_and_waits_for_a_role_that_nobody_has() {
        team("therapist", therapist);
        ObjectNode plan = applied("relapse-response");
        JsonNode safety = work(plan, "safety-assessment");
        assertThat(Duration.between(
                        Instant.parse(safety.at("/restriction/period/start").asText()),
                        Instant.parse(safety.at("/restriction/period/end").asText())))
                .isEqualTo(Duration.ofHours(24));
        assertThat(safety.at("/owner/reference").asText())
                .isEqualTo(therapist.who().toString());
        JsonNode level = work(plan, "level-of-care-review");
        assertThat(level.has("owner")).isFalse();
        assertThat(Codes.of(level.at("/performerType/0"), "care-team-role")).isEqualTo("clinical-lead");
    }

    @Test
    void someone_close_is_told_only_when_a_consent_in_force_is_about_someone_close() {
        assertThat(contained(applied("relapse-response"), "Task")).hasSize(4);
        Person sister = PROGRAMME.relative(client, "sees-alerts");
        PROGRAMME.stored(json(
                "{'resourceType':'Consent','status':'active','scope':{'text':'privacy'},'category':[{'text':'family'}],"
                        + "'patient':{'reference':'%s'},'policyRule':{'text':'family'},'provision':{'actor':[{'role':{'text':'recipient'},"
                        + "'reference':{'reference':'%s'}}]}}",
                client.who(), sister.who()));
        assertThat(contained(applied("relapse-response"), "Task")).hasSize(5);
    }

    @Test
    void it_is_for_those_who_see_the_client() {
        PROGRAMME
                .staff(Role.THERAPIST)
                .get("PlanDefinition/relapse-response/$apply?subject=" + client.who())
                .expect(404);
        client.get("PlanDefinition/relapse-response/$apply?subject=" + client.who())
                .expect(403);
    }

    @Test
    void a_definition_may_come_with_the_request_or_by_its_canonical() {
        therapist
                .get("PlanDefinition/$apply?planDefinition=" + OWN + "/PlanDefinition/relapse-response&subject="
                        + client.who())
                .expect(200);
        ObjectNode parameters = json(
                "{'resourceType':'Parameters','parameter':[{'name':'subject','valueReference':{'reference':'%s'}},"
                        + "{'name':'planDefinition','resource':{'resourceType':'PlanDefinition','status':'draft','action':["
                        + "{'title':'Call','description':'Say hello','condition':[{'kind':'applicability','expression':"
                        + "{'language':'text/fhirpath','expression':'%%patient.birthDate.exists() and gender.exists()'}}]}]}}]}",
                client.who());
        JsonNode plan =
                therapist.post("PlanDefinition/$apply", parameters).expect(200).json();
        assertThat(contained(plan, "ServiceRequest")).as(plan.toString()).hasSize(1);
    }
}
