package health.throughline.scenario;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sister is brought in, and worries: the team hears of it, and she learns nothing of the record. */
class FamilyConcernIT {

    private static final Programme PROGRAMME = Programme.shared();

    private final Person therapist = PROGRAMME.staff(Role.THERAPIST);
    private final Person client = PROGRAMME.client(therapist);
    private final Person sister = PROGRAMME.relative(client, "reports-concerns");

    private static ObjectNode concern(String patient, String words, boolean urgent) {
        return json(
                "{'resourceType':'Parameters','parameter':[{'name':'patient','valueReference':{'reference':'%s'}},"
                        + "{'name':'concern','valueString':'%s'},{'name':'urgent','valueBoolean':%s}]}",
                patient, words, urgent);
    }

    private Reply told(Person by, String words, boolean urgent) {
        return by.post("$report-concern", concern(client.who().toString(), words, urgent));
    }

    private List<JsonNode> seen(Person by, String search) {
        return by.get(search + "=" + client.who()).expect(200).resources();
    }

    @Test
    void the_team_hears_of_it_at_once_and_knows_what_cannot_wait() {
        told(sister, "He has not slept for three nights", false).expect(200);
        told(sister, "He says good-bye to everybody", true).expect(200);
        List<JsonNode> alerts = seen(therapist, "DetectedIssue?patient");
        assertThat(alerts)
                .extracting(alert -> alert.path("severity").asText())
                .containsExactlyInAnyOrder("low", "high");
        assertThat(alerts)
                .allSatisfy(alert ->
                        assertThat(alert.at("/code/coding/0/code").asText()).isEqualTo("family-concern"));
        assertThat(seen(therapist, "QuestionnaireResponse?subject").toString())
                .contains("He says good-bye to everybody", sister.who().toString());
    }

    @Test
    void who_told_it_reads_nothing_not_even_what_they_told() {
        told(sister, "He has not slept for three nights", false).expect(200);
        for (JsonNode stored : seen(therapist, "QuestionnaireResponse?subject")) {
            sister.get("QuestionnaireResponse/" + stored.path("id").asText()).expect(404);
        }
        assertThat(sister.get("QuestionnaireResponse").expect(200).matches()).isEmpty();
        assertThat(sister.get("DetectedIssue").expect(200).matches()).isEmpty();
        assertThat(seen(client, "QuestionnaireResponse?subject"))
                .as("the client does not read what others told of them in confidence")
                .isEmpty();
    }

    @Test
    void the_answer_is_the_same_whatever_the_record_says() {
        Person nobody = PROGRAMME.client();
        Person brother = PROGRAMME.relative(nobody, "reports-concerns");
        PROGRAMME.stored(json(
                "{'resourceType':'Flag','status':'active','code':{'text':'risk'},'subject':{'reference':'%s'}}",
                client.who()));
        Reply one = told(sister, "He is sad", true).expect(200);
        Reply other = brother.post("$report-concern", concern(nobody.who().toString(), "He is sad", true))
                .expect(200);
        assertThat(one.text()).isEqualTo(other.text()).contains("Call or text 988");
    }

    @Test
    void of_others_they_do_not_learn_whether_they_are_clients() {
        Person other = PROGRAMME.client(therapist);
        Reply client = sister.post("$report-concern", concern(other.who().toString(), "He is sad", false))
                .expect(404);
        Reply nobody = sister.post("$report-concern", concern("Patient/nobody-here", "He is sad", false))
                .expect(404);
        assertThat(client.text()).isEqualTo(nobody.text());
        PROGRAMME
                .relative(this.client, "informed")
                .post("$report-concern", concern(this.client.who().toString(), "He is sad", false))
                .expect(403);
    }

    @Test
    void told_twice_it_is_one_report_and_a_moderators_word_is_kept_for_the_team_too() {
        told(sister, "He is sad", false).expect(200);
        told(sister, "He is sad", false).expect(200);
        assertThat(seen(therapist, "QuestionnaireResponse?subject")).hasSize(1);
        told(therapist, "She wrote that she gives up", true).expect(200);
        JsonNode message = seen(therapist, "Communication?subject").get(0);
        assertThat(message.path("priority").asText()).isEqualTo("urgent");
        assertThat(seen(client, "Communication?subject")).isEmpty();
        told(PROGRAMME.staff(Role.THERAPIST), "She is not mine", false).expect(404);
        told(sister, " ", false).expect(400);
    }

    private static ObjectNode invitation(String involvement) {
        return json(
                "{'resourceType':'Parameters','parameter':[{'name':'involvement','valueCode':'%s'},{'name':'contact',"
                        + "'valueContactPoint':{'system':'email','value':'ada@example.org'}}]}",
                involvement);
    }

    private Reply invited(Person by, Person whom, String involvement) {
        return by.post(whom.who() + "/$invite", invitation(involvement));
    }

    @Test
    void an_invitation_waits_for_the_client_until_they_say_what_may_be_seen() {
        JsonNode task = invited(therapist, sister, "crisis-contact").expect(200).json();
        assertThat(task.at("/owner/reference").asText()).isEqualTo(client.who().toString());
        assertThat(task.at("/input/0/valueCanonical").asText()).endsWith("/family-involvement-consent");
        JsonNode person = therapist.get(sister.who().toString()).expect(200).json();
        assertThat(person.toString()).contains("reports-concerns", "crisis-contact", "ada@example.org");
        assertThat(invited(client, sister, "crisis-contact").expect(200).json().path("id"))
                .as("there is one open invitation")
                .isEqualTo(task.path("id"));
        Person friend = PROGRAMME.relative(client, "informed");
        PROGRAMME.stored(json(
                "{'resourceType':'Consent','status':'active','scope':{'text':'privacy'},'category':[{'text':'family'}],"
                        + "'patient':{'reference':'%s'},'policyRule':{'text':'family'},'provision':{'actor':[{'role':{'text':'recipient'},"
                        + "'reference':{'reference':'%s'}}]}}",
                client.who(), friend.who()));
        assertThat(invited(client, friend, "sees-plan")
                        .expect(200)
                        .json()
                        .at("/performerType/0/coding/0/code")
                        .asText())
                .isEqualTo("case-manager");
    }

    @Test
    void who_acts_by_law_is_not_named_by_the_client_and_relatives_invite_nobody() {
        invited(client, sister, "act-on-behalf").expect(403);
        invited(sister, sister, "sees-plan").expect(403);
        invited(PROGRAMME.client(), sister, "sees-plan").expect(404);
        assertThat(invited(client, sister, "boss").expect(400).diagnostics()).contains("crisis-contact");
        assertThat(therapist.get(sister.who().toString()).expect(200).text())
                .doesNotContain("act-on-behalf", "sees-plan");
    }
}
