package health.throughline.validation;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Call;
import health.throughline.testing.Json;
import health.throughline.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes are held against the profiles of the programme that they claim, and warned about others. */
class ValidationIT {

    private static final String UNKNOWN = "https://example.org/StructureDefinition/unknown-here";

    private static List<JsonNode> issues(Reply reply) {
        List<JsonNode> issues = new ArrayList<>();
        reply.json().path("issue").forEach(issues::add);
        return issues;
    }

    @Test
    void what_meets_the_profile_it_claims_is_stored() {
        Call.post("/Observation", CheckIn.claiming(CheckIn.PROFILE)).send().expect(201);
    }

    @Test
    void what_does_not_meet_it_is_refused_naming_element_profile_and_remedy() {
        Reply reply = Call.post("/Observation", CheckIn.wrong()).send().expect(422);
        assertThat(issues(reply)).hasSizeGreaterThan(1).allSatisfy(issue -> {
            assertThat(issue.path("severity").asText()).isEqualTo("error");
            assertThat(issue.path("expression").path(0).asText()).startsWith("Observation");
            boolean code = issue.path("code").asText().equals("code-invalid");
            String remedy = code ? "Use one of its codes" : "Mend this element";
            assertThat(issue.path("diagnostics").asText())
                    .contains(remedy, code ? "CodeSystem/checkin-item" : CheckIn.PROFILE);
        });
        assertThat(reply.text()).contains("derivedFrom");
    }

    @Test
    void the_refusal_quotes_nothing_that_was_sent() {
        Reply reply = Call.post("/Observation", CheckIn.wrong()).send().expect(422);
        assertThat(reply.text()).doesNotContain("SecretOfTheClient");
    }

    @Test
    void an_update_is_held_against_it_too() {
        String id =
                Call.post("/Observation", CheckIn.plain()).send().expect(201).id();
        ObjectNode wrong = CheckIn.wrong().put("id", id);
        Call.put("/Observation/" + id, wrong).send().expect(422);
        assertThat(Call.get("/Observation/" + id).send().version()).isEqualTo("1");
    }

    @Test
    void a_patch_must_leave_what_meets_its_profile() {
        String id = Call.post("/Observation", CheckIn.claiming(CheckIn.PROFILE))
                .send()
                .expect(201)
                .id();
        String patch = "[{\"op\":\"remove\",\"path\":\"/derivedFrom\"}]";
        Reply reply = Call.patch("/Observation/" + id, "application/json-patch+json", patch)
                .send()
                .expect(422);
        assertThat(reply.text()).contains("derivedFrom");
        assertThat(Call.get("/Observation/" + id).send().json().has("derivedFrom"))
                .isTrue();
    }

    @Test
    void an_invalid_entry_fails_its_transaction_whole_and_is_named() {
        String family = Json.unique("Whole");
        ObjectNode bundle = json("""
                {'resourceType':'Bundle','type':'transaction','entry':[
                 {'resource':{'resourceType':'Patient','name':[{'family':'%s'}]},
                  'request':{'method':'POST','url':'Patient'}},
                 {'request':{'method':'POST','url':'Observation'}}]}""", family);
        ((ObjectNode) bundle.at("/entry/1")).set("resource", CheckIn.wrong());
        Reply reply = Call.post("", bundle).send().expect(422);
        assertThat(issues(reply))
                .allSatisfy(issue ->
                        assertThat(issue.path("expression").path(0).asText()).startsWith("Bundle.entry[1].resource"));
        assertThat(Call.get("/Patient?family=" + family).send().matches()).isEmpty();
    }

    @Test
    void a_claim_of_a_profile_that_is_not_known_is_a_warning_for_those_who_ask() {
        ObjectNode resource = CheckIn.claiming(UNKNOWN);
        Reply told = Call.post("/Observation", resource)
                .prefer("return=OperationOutcome")
                .send()
                .expect(201);
        assertThat(issues(told))
                .anySatisfy(issue ->
                        assertThat(issue.path("expression").path(0).asText()).isEqualTo("Observation.meta.profile[0]"));
        Call.post("/Observation", resource).send().expect(201);
    }

    @Test
    void a_claim_of_a_profile_that_the_programme_does_not_have_is_refused() {
        ObjectNode resource = CheckIn.claiming(CheckIn.PROFILE + "-no-such");
        Call.post("/Observation", resource).send().expect(422);
    }

    @Test
    void what_breaks_a_rule_of_r4_beyond_structure_is_stored_and_those_who_ask_are_told() {
        ObjectNode resource = CheckIn.plain();
        resource.put("dataAbsentReason", "");
        resource.set("dataAbsentReason", json("{'coding':[{'code':'unknown'}]}"));
        Reply told = Call.post("/Observation", resource)
                .prefer("return=OperationOutcome")
                .send()
                .expect(201);
        assertThat(issues(told)).anySatisfy(issue -> {
            assertThat(issue.path("severity").asText()).isEqualTo("warning");
            assertThat(issue.path("diagnostics").asText()).contains("obs-6");
        });
        Call.post("/Observation", resource).send().expect(201);
    }

    @Test
    void a_stored_profile_is_known_from_the_moment_it_is_stored() {
        String url = "https://example.org/StructureDefinition/" + Json.unique("noted");
        Call.post("/StructureDefinition", profile(url)).send().expect(201);
        Reply told = Call.post("/Observation", CheckIn.claiming(url))
                .prefer("return=OperationOutcome")
                .send()
                .expect(201);
        assertThat(told.text()).contains("note");
    }

    /** Wants a note. */
    private static ObjectNode profile(String url) {
        return json("""
                {'resourceType':'StructureDefinition','url':'%s','name':'Noted','status':'active','kind':'resource',
                 'abstract':false,'type':'Observation','derivation':'constraint',
                 'baseDefinition':'http://hl7.org/fhir/StructureDefinition/Observation',
                 'differential':{'element':[{'id':'Observation','path':'Observation'},
                  {'id':'Observation.note','path':'Observation.note','min':1}]}}""", url);
    }
}
