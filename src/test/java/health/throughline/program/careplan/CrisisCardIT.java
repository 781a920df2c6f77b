package health.throughline.program.careplan;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.StructureCheck;
import health.throughline.record.access.Role;
import health.throughline.testing.Programme;
import health.throughline.testing.Programme.Person;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.Test;

/** What an app keeps for the worst moment, and what it draws on other days. */
class CrisisCardIT {

    private static final String OWN = "https://throughline.example/fhir";
    private static final Programme PROGRAMME = Programme.shared();

    private final Person therapist = PROGRAMME.staff(Role.THERAPIST);
    private final Person client = PROGRAMME.client(therapist);

    private String person() {
        ObjectNode person = json(
                "{'resourceType':'RelatedPerson','active':true,'patient':{'reference':'%s'},'name':[{'text':'Ada'}],"
                        + "'telecom':[{'system':'phone','value':'555-0142'}]}",
                client.who());
        return PROGRAMME.stored(person).toString();
    }

    private static String entry(String section, String words, String more) {
        return "{'detail':{'status':'in-progress','code':{'coding':[{'system':'" + OWN
                + "/CodeSystem/plan-section','code':'" + section + "'}]},'description':'" + words + "'" + more + "}}";
    }

    private void plan() {
        String rank = ",'extension':[{'url':'" + OWN + "/StructureDefinition/rank','valuePositiveInt':%d}]";
        PROGRAMME.stored(json("{'resourceType':'CarePlan','status':'active','intent':'plan','subject':{'reference':'"
                + client.who() + "'},'category':[{'coding':[{'system':'" + OWN
                + "/CodeSystem/plan-type','code':'crisis'}]}],'activity':["
                + entry("crisis-step", "Sit by the river", rank.replace("%d", "2")) + ","
                + entry("crisis-step", "Breathe out", rank.replace("%d", "1")) + ","
                + entry("trigger", "Not for the card", "") + ","
                + entry("support", "Ask her to come", ",'performer':[{'reference':'" + person() + "'}]") + "]}"));
    }

    @Test
    void it_holds_steps_in_their_order_people_with_numbers_and_the_lines() {
        plan();
        Reply card = client.get(client.who() + "/$crisis-card").expect(200);
        StructureCheck.check(card.json());
        assertThat(card.json().path("type").asText()).isEqualTo("document");
        assertThat(card.json().at("/entry/0/resource/resourceType").asText()).isEqualTo("Composition");
        assertThat(card.text())
                .containsSubsequence("Breathe out", "Sit by the river", "Ada, 555-0142: Ask her to come", "988")
                .doesNotContain("Not for the card");
        assertThat(card.bytes()).hasSizeLessThan(8_000);
        JsonNode again = client.get(client.who() + "/$crisis-card").expect(200).json();
        assertThat(again.path("identifier")).isEqualTo(card.json().path("identifier"));
    }

    @Test
    void without_a_plan_there_are_still_the_lines() {
        assertThat(client.get(client.who() + "/$crisis-card").expect(200).text())
                .contains("988")
                .doesNotContain("What to do");
    }

    @Test
    void someone_close_has_it_when_the_client_agreed() {
        plan();
        Person sister = PROGRAMME.relative(client, "crisis-contact");
        sister.get(client.who() + "/$crisis-card").expect(404);
        PROGRAMME.stored(json(
                "{'resourceType':'Consent','status':'active','scope':{'coding':[{'system':"
                        + "'http://terminology.hl7.org/CodeSystem/consentscope','code':'patient-privacy'}]},'category':[{'coding':"
                        + "[{'system':'http://loinc.org','code':'59284-0'}]}],'patient':{'reference':'%s'},'dateTime':"
                        + "'2026-01-05','performer':[{'reference':'%s'}],'policyRule':{'text':'family'},'provision':{'type':"
                        + "'permit','actor':[{'role':{'text':'recipient'},'reference':{'reference':'%s'}}],'code':[{'coding':"
                        + "[{'system':'%s/CodeSystem/consent-category','code':'crisis-plan'}]}]}}",
                client.who(), client.who(), sister.who(), OWN));
        assertThat(sister.get(client.who() + "/$crisis-card").expect(200).text())
                .contains("Sit by the river");
        PROGRAMME.client().get(client.who() + "/$crisis-card").expect(404);
    }

    private void craving(int day, int value) {
        PROGRAMME.stored(json(
                "{'resourceType':'Observation','status':'final','subject':{'reference':'%s'},'effectiveDateTime':"
                        + "'2026-03-%02dT08:00:00Z','code':{'coding':[{'system':'%s/CodeSystem/checkin-item','code':'craving'}]},"
                        + "'valueInteger':%d}",
                client.who(), day, OWN, value));
    }

    @Test
    void a_trend_shows_each_value_with_what_was_usual_then() {
        int[] values = {3, 4, 3, 2, 3, 9};
        for (int day = 1; day <= values.length; day++) {
            craving(day, values[day - 1]);
        }
        String asked = client.who() + "/$trend?code=" + OWN + "/CodeSystem/checkin-item%7Ccraving";
        JsonNode points = therapist.get(asked).expect(200).json().path("parameter");
        assertThat(points).hasSize(6);
        assertThat(points.get(4).toString()).contains("2026-03-05").doesNotContain("baseline");
        assertThat(points.get(5).toString())
                .contains(
                        "\"value\",\"valueDecimal\":9",
                        "\"baseline\",\"valueDecimal\":3.00",
                        "\"high\",\"valueDecimal\":");
        assertThat(therapist
                        .get(asked + "&start=2026-03-06")
                        .expect(200)
                        .json()
                        .path("parameter")
                        .toString())
                .contains("2026-03-06", "baseline")
                .doesNotContain("2026-03-05");
        PROGRAMME.client().get(asked).expect(404);
        therapist.get(client.who() + "/$trend?code=craving").expect(400);
    }
}
