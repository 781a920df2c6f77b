package health.throughline.scenario;

import static health.throughline.testing.AskedParameters.asked;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.testing.AskedParameters;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The year after the programme: staying connected by one's own choice, check-ins, a relapse, and coming back twice. */
class AlumniYearIT {

    private static final String OWN = "https://throughline.example/fhir/";

    private final Programme programme = Programme.shared();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final LocalDate graduation = today.minusMonths(13);

    private Person manager;
    private Person client;
    private String treatment;

    @BeforeEach
    void a_client_who_completed_the_programme() {
        manager = programme.staff(Role.CASE_MANAGER);
        client = programme.client(manager);
        ResourceKey organization =
                programme.stored(json("{'resourceType':'Organization','active':true,'name':'Programme'}"));
        Reply enrolled = manager.post(
                "EpisodeOfCare/$enroll",
                asked().reference("patient", client.who())
                        .reference("organization", organization)
                        .with("track", "valueCode", "sud")
                        .with("entryReason", "valueCode", "post-detox")
                        .with("start", "valueDate", graduation.minusWeeks(12).toString())
                        .json());
        treatment = "EpisodeOfCare/" + enrolled.expect(201).json().path("id").asText();
        discharge(treatment, "completed", graduation);
    }

    private void discharge(String episode, String reason, LocalDate day) {
        manager.post(
                        episode + "/$discharge",
                        asked().with("reason", "valueCode", reason)
                                .with("date", "valueDate", day.toString())
                                .json())
                .expect(200);
    }

    private ObjectNode alumni() {
        return asked().reference("patient", client.who())
                .with("track", "valueCode", "alumni")
                .with("start", "valueDate", graduation.toString())
                .json();
    }

    private ResourceKey optIn(String status, String type) {
        return programme.stored(json(
                "{'resourceType':'Consent','status':'%s','scope':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'treatment'}]},'category':"
                        + "[{'coding':[{'system':'%sCodeSystem/program-track','code':'alumni'}]}],'patient':{'reference':"
                        + "'%s'},'dateTime':'%s','policyRule':{'text':'Staying connected'},'provision':{'type':'%s'}}",
                status, OWN, client.who().toString(), graduation.toString(), type));
    }

    private Reply checkIn(LocalDate day) {
        return client.post(
                "QuestionnaireResponse",
                json(
                        "{'resourceType':'QuestionnaireResponse','questionnaire':'%sQuestionnaire/alumni-checkin|1.0.0',"
                                + "'status':'completed','subject':{'reference':'%s'},'author':{'reference':'%s'},"
                                + "'authored':'%sT09:00:00Z','item':[{'linkId':'mood-low','answer':[{'valueInteger':2}]}]}",
                        OWN, client.who().toString(), client.who().toString(), day.toString()));
    }

    private List<String> due() {
        return manager
                .get("Task?patient=" + client.who().id() + "&code=alumni-checkin&status=requested&_sort=due")
                .resources()
                .stream()
                .map(task -> task.at("/restriction/period/end").asText())
                .toList();
    }

    private JsonNode status(String episode) {
        return manager.get(episode).expect(200).json();
    }

    @Test
    void nobody_becomes_an_alumna_without_having_opted_in() {
        manager.post("EpisodeOfCare/$enroll", alumni()).expect(422);
        optIn("inactive", "permit");
        manager.post("EpisodeOfCare/$enroll", alumni()).expect(422);
        optIn("active", "deny");
        manager.post("EpisodeOfCare/$enroll", alumni()).expect(422);
        assertThat(manager.get("EpisodeOfCare?patient=" + client.who().id() + "&type=alumni")
                        .matches())
                .isEmpty();
    }

    @Test
    void a_year_of_check_ins_each_does_the_task_of_its_month() {
        optIn("active", "permit");
        Reply enrolled = client.post("EpisodeOfCare/$enroll", alumni()).expect(201);
        client.post("EpisodeOfCare/$enroll", alumni()).expect(200);

        JsonNode episode = enrolled.json();
        assertThat(episode.toString()).contains("previous-episode", treatment, "iop-alumni-episode");
        assertThat(due())
                .containsExactly(
                        graduation.plusMonths(1).toString(),
                        graduation.plusMonths(3).toString(),
                        graduation.plusMonths(6).toString(),
                        graduation.plusMonths(12).toString());
        assertThat(manager.get("Task?_query=alumni-checkins-due").expect(200).text())
                .contains(client.who().id());

        checkIn(graduation.plusMonths(1).plusDays(2)).expect(201);
        assertThat(due()).hasSize(3).doesNotContain(graduation.plusMonths(1).toString());
        checkIn(graduation.plusMonths(3).minusDays(4)).expect(201);
        checkIn(graduation.plusMonths(6)).expect(201);
        checkIn(graduation.plusMonths(12).plusDays(20)).expect(201);
        assertThat(due()).isEmpty();
    }

    @Test
    void a_relapse_leads_back_into_treatment_and_out_again_without_losing_the_network() {
        optIn("active", "permit");
        String network = "EpisodeOfCare/"
                + manager.post("EpisodeOfCare/$enroll", alumni())
                        .expect(201)
                        .json()
                        .path("id")
                        .asText();
        AskedParameters back = asked().reference("patient", client.who())
                .with("track", "valueCode", "sud")
                .with("entryReason", "valueCode", "relapse-reentry");
        JsonNode again =
                manager.post("EpisodeOfCare/$enroll", back.json()).expect(201).json();

        assertThat(status(network).path("status").asText()).isEqualTo("onhold");
        assertThat(again.toString()).contains("\"reference\":\"" + treatment + "\"");
        assertThat(again.at("/managingOrganization"))
                .isEqualTo(status(treatment).at("/managingOrganization"));

        discharge("EpisodeOfCare/" + again.path("id").asText(), "completed", today);
        manager.post("EpisodeOfCare/$enroll", alumni()).expect(200);

        JsonNode connected = status(network);
        assertThat(connected.path("status").asText()).isEqualTo("active");
        assertThat(connected.path("statusHistory"))
                .extracting(one -> one.path("status").asText())
                .containsExactly("active", "onhold", "active");
        assertThat(due()).hasSize(4);
    }

    @Test
    void who_takes_the_consent_back_is_not_enrolled_again() {
        ResourceKey consent = optIn("active", "permit");
        String network = "EpisodeOfCare/"
                + manager.post("EpisodeOfCare/$enroll", alumni())
                        .expect(201)
                        .json()
                        .path("id")
                        .asText();
        client.post(consent + "/$revokeConsent", json("{'resourceType':'Parameters'}"))
                .expect(200);
        discharge(network, "administrative", today);

        manager.post("EpisodeOfCare/$enroll", alumni()).expect(422);
        assertThat(status(network).path("status").asText()).isEqualTo("finished");
    }
}
