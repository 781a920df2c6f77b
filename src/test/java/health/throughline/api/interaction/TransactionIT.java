package health.throughline.api.interaction;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.idOf;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Reply;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#transaction and #trules. */
class TransactionIT {

    private static final String PATIENT_URN = "urn:uuid:11111111-1111-4111-8111-111111111111";
    private static final String GROUP_URN = "urn:uuid:22222222-2222-4222-8222-222222222222";

    private final String tag = unique("t");

    private static Reply transaction(String... entries) {
        return post(
                        "",
                        json("{'resourceType':'Bundle','type':'transaction','entry':[" + String.join(",", entries)
                                + "]}"))
                .send();
    }

    private String patient(String rest) {
        return "{'resourceType':'Patient','identifier':[{'system':'urn:test:t','value':'" + tag + "'}]" + rest + "}";
    }

    private static String entry(String fullUrl, String resource, String method, String url, String more) {
        return (fullUrl.isEmpty() ? "{" : "{'fullUrl':'" + fullUrl + "',")
                + (resource.isEmpty() ? "" : "'resource':" + resource + ",")
                + "'request':{'method':'" + method + "','url':'" + url + "'" + more + "}}";
    }

    private static String status(Reply answer, int entry) {
        return answer.json().at("/entry/" + entry + "/response/status").asText().substring(0, 3);
    }

    private static String location(Reply answer, int entry) {
        return answer.json().at("/entry/" + entry + "/response/location").asText();
    }

    @Test
    void the_answers_come_in_the_order_of_the_entries() {
        String id = unique("t");
        Reply answer = transaction(
                        entry("", "", "GET", "Patient/" + id, ""),
                        entry("", "{'resourceType':'Patient','id':'" + id + "'}", "PUT", "Patient/" + id, ""),
                        entry("", patient(""), "POST", "Patient", ""))
                .expect(200);
        assertThat(answer.json().path("type").asText()).isEqualTo("transaction-response");
        assertThat(status(answer, 0)).isEqualTo("200");
        assertThat(status(answer, 1)).isEqualTo("201");
        assertThat(location(answer, 1)).endsWith("/Patient/" + id + "/_history/1");
        assertThat(answer.json().at("/entry/1/response/etag").asText()).isEqualTo("W/\"1\"");
        assertThat(answer.json().at("/entry/1/response/lastModified").asText()).isNotEmpty();
        assertThat(location(answer, 2)).contains("/Patient/");
    }

    @Test
    void reads_and_searches_see_what_the_same_transaction_wrote() {
        Reply answer = transaction(
                        entry("", "", "GET", "Patient?identifier=urn:test:t|" + tag, ""),
                        entry("", patient(""), "POST", "Patient", ""))
                .expect(200);
        assertThat(answer.json().at("/entry/0/resource/type").asText()).isEqualTo("searchset");
        assertThat(answer.json().at("/entry/0/resource/entry")).hasSize(1);
    }

    @Test
    void deletes_come_before_creates_and_creates_before_updates() {
        String old = post("/Patient", json(patient(""))).send().id();
        Reply answer = transaction(
                        entry(
                                "",
                                patient(",'gender':'other'"),
                                "POST",
                                "Patient",
                                ",'ifNoneExist':'identifier=urn:test:t|" + tag + "'"),
                        entry("", "", "DELETE", "Patient/" + old, ""))
                .expect(200);
        get("/Patient/" + old).send().expect(410);
        assertThat(status(answer, 1)).isEqualTo("204");
        assertThat(status(answer, 0)).isEqualTo("201");
        assertThat(get("/Patient?identifier=" + tag).send().matches()).containsExactly(idOf(location(answer, 0)));
    }

    @Test
    void a_conditional_delete_and_a_conditional_create_replace_what_matches() {
        String ifNone = ",'ifNoneExist':'identifier=urn:test:t|" + tag + "'";
        String condition = "Patient?identifier=urn:test:t|" + tag;
        for (int round = 0; round < 2; round++) {
            Reply answer = transaction(
                            entry("", "", "DELETE", condition, ""), entry("", patient(""), "POST", "Patient", ifNone))
                    .expect(200);
            assertThat(status(answer, 1)).isEqualTo("201");
        }
        assertThat(get("/Patient?identifier=" + tag).send().matches()).hasSize(1);
    }

    @Test
    void full_urls_are_replaced_in_references_uris_and_narrative_at_any_depth() {
        String observation = """
                {'resourceType':'Observation','status':'final','code':{'text':'x'},'subject':{'reference':'%1$s'},
                 'text':{'status':'generated','div':'<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><a href=\\"%1$s\\">p</a></div>'},
                 'contained':[{'resourceType':'Basic','id':'c','code':{'text':'x'},'subject':{'reference':'%1$s'}}],
                 'focus':[{'reference':'#c'}],
                 'extension':[{'url':'urn:test:x','valueUri':'%1$s'},
                              {'url':'urn:test:y','extension':[{'url':'z','valueReference':{'reference':'%1$s'}}]}]}""".formatted(PATIENT_URN);
        Reply answer = transaction(
                        entry("", observation, "POST", "Observation", ""),
                        entry(PATIENT_URN, patient(""), "POST", "Patient", ""))
                .expect(200);
        String patient = "Patient/" + idOf(location(answer, 1));
        JsonNode stored = get("/Observation/" + idOf(location(answer, 0)))
                .send()
                .expect(200)
                .json();
        assertThat(stored.toString()).doesNotContain("urn:uuid");
        assertThat(stored.at("/subject/reference").asText()).isEqualTo(patient);
        assertThat(stored.at("/contained/0/subject/reference").asText()).isEqualTo(patient);
        assertThat(stored.at("/extension/0/valueUri").asText()).isEqualTo(patient);
        assertThat(stored.at("/extension/1/extension/0/valueReference/reference")
                        .asText())
                .isEqualTo(patient);
        assertThat(stored.at("/text/div").asText()).contains("href=\"" + patient + "\"");
        assertThat(get("/Observation?subject=" + patient).send().matches()).hasSize(1);
    }

    @Test
    void two_new_resources_may_refer_to_each_other() {
        String group = "{'resourceType':'Group','type':'person','actual':true,'managingEntity':{'reference':'"
                + PATIENT_URN + "'}}";
        Reply answer = transaction(
                        entry(
                                PATIENT_URN,
                                patient(",'generalPractitioner':[{'reference':'" + GROUP_URN + "'}]"),
                                "POST",
                                "Patient",
                                ""),
                        entry(GROUP_URN, group, "POST", "Group", ""))
                .expect(200);
        String patient = idOf(location(answer, 0));
        String stored = idOf(location(answer, 1));
        assertThat(get("/Patient/" + patient)
                        .send()
                        .json()
                        .at("/generalPractitioner/0/reference")
                        .asText())
                .isEqualTo("Group/" + stored);
    }

    @Test
    void conditional_references_become_the_address_of_the_one_match() {
        String id = post("/Patient", json(patient(""))).send().id();
        String basic = "{'resourceType':'Basic','code':{'text':'x'},'subject':{'reference':"
                + "'Patient?identifier=urn:test:t|" + tag + "'}}";
        Reply answer = transaction(entry("", basic, "POST", "Basic", "")).expect(200);
        assertThat(get("/Basic/" + idOf(location(answer, 0)))
                        .send()
                        .json()
                        .at("/subject/reference")
                        .asText())
                .isEqualTo("Patient/" + id);
    }

    @Test
    void a_conditional_reference_that_matches_none_or_several_fails_the_whole() {
        String basic = "{'resourceType':'Basic','code':{'text':'" + tag + "'},'subject':{'reference':"
                + "'Patient?identifier=urn:test:t|" + tag + "'}}";
        transaction(entry("", basic, "POST", "Basic", "")).expect(412);
        post("/Patient", json(patient(""))).send();
        post("/Patient", json(patient(""))).send();
        transaction(entry("", basic, "POST", "Basic", "")).expect(412);
    }

    @Test
    void if_none_exist_in_an_entry_gives_what_is_there_and_references_point_to_it() {
        String id = post("/Patient", json(patient(""))).send().id();
        String basic = "{'resourceType':'Basic','code':{'text':'x'},'subject':{'reference':'" + PATIENT_URN + "'}}";
        Reply answer = transaction(
                        entry(
                                PATIENT_URN,
                                patient(""),
                                "POST",
                                "Patient",
                                ",'ifNoneExist':'identifier=urn:test:t|" + tag + "'"),
                        entry("", basic, "POST", "Basic", ""))
                .expect(200);
        assertThat(status(answer, 0)).isEqualTo("200");
        assertThat(get("/Basic/" + idOf(location(answer, 1)))
                        .send()
                        .json()
                        .at("/subject/reference")
                        .asText())
                .isEqualTo("Patient/" + id);
    }

    @Test
    void one_wrong_entry_leaves_everything_as_it_was_and_is_named() {
        String id = unique("t");
        Reply refused = transaction(
                        entry("", patient(""), "POST", "Patient", ""),
                        entry("", "{'resourceType':'Patient','id':'" + id + "'}", "PUT", "Patient/" + id, ""),
                        entry("", "{'resourceType':'Patient','birthDate':'soon'}", "POST", "Patient", ""))
                .expect(400);
        assertThat(refused.json().at("/issue/0/expression/0").asText()).isEqualTo("Bundle.entry[2].resource.birthDate");
        get("/Patient/" + id).send().expect(404);
        assertThat(get("/Patient?identifier=" + tag).send().matches()).isEmpty();
    }

    @Test
    void a_failure_while_writing_names_its_entry_too() {
        String id = post("/Patient", json(patient(""))).send().id();
        Reply refused = transaction(
                        entry("", "{'resourceType':'Basic','code':{'text':'x'}}", "POST", "Basic", ""),
                        entry(
                                "",
                                "{'resourceType':'Patient','id':'" + id + "'}",
                                "PUT",
                                "Patient/" + id,
                                ",'ifMatch':'W/\\\"7\\\"'"))
                .expect(412);
        assertThat(refused.json().at("/issue/0/expression/0").asText()).startsWith("Bundle.entry[1]");
    }

    @Test
    void a_failing_read_fails_the_whole() {
        transaction(entry("", patient(""), "POST", "Patient", ""), entry("", "", "GET", "Patient/nobody-here", ""))
                .expect(404);
        assertThat(get("/Patient?identifier=" + tag).send().matches()).isEmpty();
    }

    @Test
    void the_same_resource_twice_is_refused() {
        String id = unique("t");
        String resource = "{'resourceType':'Patient','id':'" + id + "'}";
        transaction(
                        entry("", resource, "PUT", "Patient/" + id, ""),
                        entry("", resource.replace("}", ",'active':true}"), "PUT", "Patient/" + id, ""))
                .expect(400);
        put("/Patient/" + id, json(resource)).send().expect(201);
        transaction(
                        entry("", resource.replace("}", ",'active':true}"), "PUT", "Patient/" + id, ""),
                        entry("", "", "DELETE", "Patient/" + id, ""))
                .expect(400);
        get("/Patient/" + id).send().expect(200);
    }

    @Test
    void what_an_earlier_transaction_deleted_a_later_one_brings_back() {
        String id = unique("t");
        String resource = "{'resourceType':'Patient','id':'" + id + "'}";
        put("/Patient/" + id, json(resource)).send().expect(201);
        transaction(entry("", "", "DELETE", "Patient/" + id, "")).expect(200);
        Reply back =
                transaction(entry("", resource, "PUT", "Patient/" + id, "")).expect(200);
        assertThat(status(back, 0)).isEqualTo("201");
        assertThat(get("/Patient/" + id).send().expect(200).version()).isEqualTo("3");
    }

    @Test
    void patches_travel_as_binary_or_as_parameters() {
        String id = post("/Patient", json(patient(""))).send().id();
        String operations = Base64.getEncoder()
                .encodeToString("[{\"op\":\"add\",\"path\":\"/gender\",\"value\":\"other\"}]".getBytes());
        transaction(entry(
                        "",
                        "{'resourceType':'Binary','contentType':'application/json-patch+json','data':'" + operations
                                + "'}",
                        "PATCH",
                        "Patient/" + id,
                        ""))
                .expect(200);
        String parameters = """
                {'resourceType':'Parameters','parameter':[{'name':'operation','part':[
                 {'name':'type','valueCode':'add'},{'name':'path','valueString':'Patient'},
                 {'name':'name','valueString':'active'},{'name':'value','valueBoolean':true}]}]}""";
        transaction(entry("", parameters, "PATCH", "Patient/" + id, "")).expect(200);
        JsonNode stored = get("/Patient/" + id).send().json();
        assertThat(stored.path("gender").asText()).isEqualTo("other");
        assertThat(stored.path("active").asBoolean()).isTrue();
    }

    @Test
    void conditional_updates_and_deletes_work_in_entries() {
        String condition = "Patient?identifier=urn:test:t|" + tag;
        Reply created =
                transaction(entry("", patient(""), "PUT", condition, "")).expect(200);
        assertThat(status(created, 0)).isEqualTo("201");
        Reply updated = transaction(entry("", patient(",'active':true"), "PUT", condition, ""))
                .expect(200);
        assertThat(status(updated, 0)).isEqualTo("200");
        assertThat(idOf(location(updated, 0))).isEqualTo(idOf(location(created, 0)));
        transaction(entry("", "", "DELETE", condition, "")).expect(200);
        get("/Patient/" + idOf(location(created, 0))).send().expect(410);
    }

    @Test
    void an_update_with_if_match_and_a_read_with_if_none_match() {
        String id = post("/Patient", json(patient(""))).send().id();
        Reply answer = transaction(
                        entry(
                                "",
                                "{'resourceType':'Patient','id':'" + id + "','active':true}",
                                "PUT",
                                "Patient/" + id,
                                ",'ifMatch':'W/\\\"1\\\"'"),
                        entry("", "", "GET", "Patient/" + id, ",'ifNoneMatch':'W/\\\"2\\\"'"))
                .expect(200);
        assertThat(status(answer, 0)).isEqualTo("200");
        assertThat(status(answer, 1)).isEqualTo("304");
    }

    @Test
    void an_empty_transaction_is_answered() {
        post("", json("{'resourceType':'Bundle','type':'transaction'}")).send().expect(200);
    }

    @Test
    void hundreds_of_entries_go_through_together() {
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            String urn = "urn:uuid:00000000-0000-4000-8000-%012d".formatted(i);
            entries.append(i == 0 ? "" : ",")
                    .append(entry(
                            urn,
                            patient(
                                    i == 0
                                            ? ""
                                            : ",'link':[{'type':'seealso','other':{'reference':"
                                                    + "'urn:uuid:00000000-0000-4000-8000-%012d'}}]".formatted(i - 1)),
                            "POST",
                            "Patient",
                            ""));
        }
        Reply answer = transaction(entries.toString()).expect(200);
        assertThat(answer.json().path("entry")).hasSize(400);
        assertThat(get("/Patient?_summary=count&identifier=" + tag)
                        .send()
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(400);
        delete("/Patient?_multiple=true&identifier=" + tag).send().expect(204);
    }
}
