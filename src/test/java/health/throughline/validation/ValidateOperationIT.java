package health.throughline.validation;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Call;
import health.throughline.testing.Json;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.Test;

/** {@code $validate}, <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">as R4 describes it</a>. */
class ValidateOperationIT {

    private static boolean errors(Reply reply) {
        for (JsonNode issue : reply.json().path("issue")) {
            if (issue.path("severity").asText().equals("error")) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode parameters(ObjectNode resource, String more) {
        ObjectNode parameters = json("{'resourceType':'Parameters','parameter':[{'name':'resource'}%s]}", more);
        ((ObjectNode) parameters.at("/parameter/0")).set("resource", resource);
        return parameters;
    }

    @Test
    void a_resource_by_itself_is_judged_and_not_stored() {
        String text = Json.unique("judged");
        ObjectNode patient = json("{'resourceType':'Patient','name':[{'family':'%s'}]}", text);
        Reply reply = Call.post("/Patient/$validate", patient).send().expect(200);
        assertThat(errors(reply)).isFalse();
        assertThat(Call.get("/Patient?family=" + text).send().matches()).isEmpty();
    }

    @Test
    void wrong_structure_is_told_with_status_200() {
        ObjectNode wrong = json("{'resourceType':'Patient','gender':'none','nmae':1}");
        Reply reply = Call.post("/Patient/$validate", wrong).send().expect(200);
        assertThat(errors(reply)).isTrue();
        assertThat(reply.text()).contains("Patient.gender", "nmae");
    }

    @Test
    void what_it_claims_is_looked_at() {
        assertThat(errors(Call.post("/Observation/$validate", CheckIn.wrong())
                        .send()
                        .expect(200)))
                .isTrue();
        assertThat(errors(Call.post("/Observation/$validate", CheckIn.claiming(CheckIn.PROFILE))
                        .send()
                        .expect(200)))
                .isFalse();
    }

    @Test
    void a_profile_may_be_asked_for_in_the_url_and_as_a_parameter() {
        ObjectNode wrong = CheckIn.plain();
        wrong.remove("derivedFrom");
        assertThat(errors(Call.post("/Observation/$validate", wrong).send().expect(200)))
                .isFalse();
        assertThat(errors(Call.post("/Observation/$validate?profile=" + Call.encode(CheckIn.PROFILE), wrong)
                        .send()
                        .expect(200)))
                .isTrue();
        String more = ",{'name':'profile','valueUri':'" + CheckIn.PROFILE + "'},{'name':'mode','valueCode':'create'}";
        assertThat(errors(Call.post("/Observation/$validate", parameters(wrong, more))
                        .send()
                        .expect(200)))
                .isTrue();
    }

    @Test
    void a_profile_that_is_not_known_is_an_error() {
        Reply reply = Call.post("/Observation/$validate?profile=https://example.org/none", CheckIn.plain())
                .send()
                .expect(200);
        assertThat(errors(reply)).isTrue();
    }

    @Test
    void a_stored_resource_is_judged_where_it_stands() {
        String id =
                Call.post("/Observation", CheckIn.plain()).send().expect(201).id();
        Reply reply = Call.get("/Observation/" + id + "/$validate?mode=profile&profile=" + Call.encode(CheckIn.PROFILE))
                .send()
                .expect(200);
        assertThat(errors(reply)).isFalse();
        Call.get("/Observation/" + Json.unique("none") + "/$validate").send().expect(404);
    }

    @Test
    void an_update_needs_the_id_of_its_url() {
        String id =
                Call.post("/Observation", CheckIn.plain()).send().expect(201).id();
        String url = "/Observation/" + id + "/$validate?mode=update";
        assertThat(errors(Call.post(url, CheckIn.plain()).send().expect(200))).isTrue();
        ObjectNode right = CheckIn.plain().put("id", id);
        assertThat(errors(Call.post(url, right).send().expect(200))).isFalse();
    }

    @Test
    void a_deletion_can_be_asked_about() {
        String id =
                Call.post("/Observation", CheckIn.plain()).send().expect(201).id();
        Reply reply =
                Call.get("/Observation/" + id + "/$validate?mode=delete").send().expect(200);
        assertThat(errors(reply)).isFalse();
    }

    @Test
    void answers_are_held_against_their_questionnaire() {
        String url = "https://example.org/Questionnaire/" + Json.unique("q");
        Call.post(
                        "/Questionnaire",
                        json(
                                "{'resourceType':'Questionnaire','url':'%s','status':'active',"
                                        + "'item':[{'linkId':'a','type':'boolean'}]}",
                                url))
                .send()
                .expect(201);
        ObjectNode response = json(
                "{'resourceType':'QuestionnaireResponse','questionnaire':'%s','status':'completed',"
                        + "'item':[{'linkId':'other','answer':[{'valueBoolean':true}]}]}",
                url);
        assertThat(errors(Call.post("/QuestionnaireResponse/$validate", response)
                        .send()
                        .expect(200)))
                .isTrue();
    }

    @Test
    void a_request_that_makes_no_sense_is_refused() {
        Call.post("/Patient/$validate?mode=sometimes", json("{'resourceType':'Patient'}"))
                .send()
                .expect(400);
        Call.post("/Patient/$validate?moood=create", json("{'resourceType':'Patient'}"))
                .send()
                .expect(400);
        Call.get("/Patient/$validate").send().expect(400);
        Call.post("/Patient/$validate?mode=profile", json("{'resourceType':'Patient'}"))
                .send()
                .expect(400);
    }
}
