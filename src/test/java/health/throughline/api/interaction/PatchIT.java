package health.throughline.api.interaction;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.patch;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#patch and https://hl7.org/fhir/R4/fhirpatch.html; merge patch is RFC 7396. */
class PatchIT {

    private static final String JSON_PATCH = "application/json-patch+json";
    private static final String XML_PATCH = "application/xml-patch+xml";

    private String url = "";

    @BeforeEach
    void a_patient_with_two_names() {
        url = "/Patient/" + post("/Patient", json("""
                        {'resourceType':'Patient','active':true,'gender':'female',
                         'name':[{'family':'Alder','given':['A','B']},{'text':'second'}]}""")).send().expect(201).id();
    }

    private Reply fhirPath(String type, String path, String rest) {
        String parameters = """
                {"resourceType":"Parameters","parameter":[{"name":"operation","part":[
                 {"name":"type","valueCode":"%s"},{"name":"path","valueString":"%s"}%s]}]}""".formatted(type, path, rest);
        return patch(url, "application/fhir+json", parameters).send();
    }

    @Test
    void json_patch_replaces_adds_removes_moves_copies_and_tests() {
        String change = """
                [{"op":"test","path":"/gender","value":"female"},
                 {"op":"replace","path":"/gender","value":"other"},
                 {"op":"add","path":"/birthDate","value":"1980"},
                 {"op":"remove","path":"/active"},
                 {"op":"add","path":"/name/0/given/-","value":"C"},
                 {"op":"copy","from":"/name/0/family","path":"/name/1/family"},
                 {"op":"move","from":"/name/1","path":"/name/0"}]""";
        Reply patched = patch(url, JSON_PATCH, change).send().expect(200);
        assertThat(patched.version()).isEqualTo("2");
        assertThat(patched.json().path("gender").asText()).isEqualTo("other");
        assertThat(patched.json().path("birthDate").asText()).isEqualTo("1980");
        assertThat(patched.json().has("active")).isFalse();
        assertThat(patched.json().at("/name/0/text").asText()).isEqualTo("second");
        assertThat(patched.json().at("/name/0/family").asText()).isEqualTo("Alder");
        assertThat(patched.json().at("/name/1/given")).hasSize(3);
        assertThat(get(url).send().json()).isEqualTo(patched.json());
    }

    @Test
    void a_json_patch_that_fails_in_the_middle_changes_nothing() {
        String change = """
                [{"op":"replace","path":"/gender","value":"other"},{"op":"test","path":"/active","value":false}]""";
        Reply refused = patch(url, JSON_PATCH, change).send();
        assertThat(refused.status()).isIn(400, 409, 422);
        assertThat(get(url).send().version()).isEqualTo("1");
    }

    @Test
    void merge_patch_sets_replaces_and_removes() {
        Reply patched = patch(
                        url,
                        "application/merge-patch+json",
                        "{\"gender\":null,\"birthDate\":\"1980\",\"name\":[{\"text\":\"only\"}]}")
                .send()
                .expect(200);
        assertThat(patched.json().has("gender")).isFalse();
        assertThat(patched.json().path("birthDate").asText()).isEqualTo("1980");
        assertThat(patched.json().path("name")).hasSize(1);
        assertThat(patched.json().path("active").asBoolean()).isTrue();
    }

    @Test
    void fhirpath_patch_replaces_adds_inserts_deletes_and_moves() {
        fhirPath("replace", "Patient.gender", ",{\"name\":\"value\",\"valueCode\":\"other\"}")
                .expect(200);
        fhirPath(
                        "add",
                        "Patient",
                        ",{\"name\":\"name\",\"valueString\":\"birthDate\"},"
                                + "{\"name\":\"value\",\"valueDate\":\"1980-02-03\"}")
                .expect(200);
        fhirPath(
                        "insert",
                        "Patient.name",
                        ",{\"name\":\"index\",\"valueInteger\":0},"
                                + "{\"name\":\"value\",\"valueHumanName\":{\"text\":\"first\"}}")
                .expect(200);
        fhirPath(
                        "move",
                        "Patient.name",
                        ",{\"name\":\"source\",\"valueInteger\":0},{\"name\":\"destination\",\"valueInteger\":2}")
                .expect(200);
        Reply last = fhirPath("delete", "Patient.active", "").expect(200);
        assertThat(last.json().path("gender").asText()).isEqualTo("other");
        assertThat(last.json().path("birthDate").asText()).isEqualTo("1980-02-03");
        assertThat(last.json().at("/name/0/family").asText()).isEqualTo("Alder");
        assertThat(last.json().at("/name/2/text").asText()).isEqualTo("first");
        assertThat(last.json().has("active")).isFalse();
        assertThat(last.version()).isEqualTo("6");
    }

    @Test
    void fhirpath_patch_comes_as_xml_too() {
        String parameters = """
                <Parameters xmlns="http://hl7.org/fhir"><parameter><name value="operation"/>
                <part><name value="type"/><valueCode value="replace"/></part>
                <part><name value="path"/><valueString value="Patient.gender"/></part>
                <part><name value="value"/><valueCode value="other"/></part></parameter></Parameters>""";
        Reply patched = patch(url, "application/fhir+xml", parameters).send().expect(200);
        assertThat(patched.json().path("gender").asText()).isEqualTo("other");
    }

    @Test
    void xml_patch_replaces_adds_and_removes() {
        String diff = """
                <diff xmlns:f="http://hl7.org/fhir"><replace sel="f:Patient/f:gender/@value">other</replace>
                <remove sel="f:Patient/f:active"/>
                <add sel="f:Patient/f:gender" pos="after"><birthDate xmlns="http://hl7.org/fhir" value="1980"/></add>
                </diff>""";
        Reply patched = patch(url, XML_PATCH, diff).send().expect(200);
        assertThat(patched.json().path("gender").asText()).isEqualTo("other");
        assertThat(patched.json().has("active")).isFalse();
        assertThat(patched.json().path("birthDate").asText()).isEqualTo("1980");
    }

    @Test
    void a_patch_whose_result_is_not_r4_is_refused() {
        Reply refused = patch(url, JSON_PATCH, "[{\"op\":\"add\",\"path\":\"/colour\",\"value\":\"red\"}]")
                .send()
                .expect(400);
        assertThat(refused.diagnostics()).isNotEmpty();
        patch(url, "application/merge-patch+json", "{\"birthDate\":\"soon\"}")
                .send()
                .expect(400);
        assertThat(get(url).send().version()).isEqualTo("1");
    }

    @Test
    void a_patch_cannot_change_type_id_or_version() {
        for (String change :
                new String[] {"{\"id\":\"other\"}", "{\"resourceType\":\"Person\"}", "{\"meta\":{\"versionId\":\"9\"}}"
                }) {
            patch(url, "application/merge-patch+json", change).send();
        }
        Reply read = get(url).send().expect(200);
        assertThat(url).endsWith(read.json().path("id").asText());
        assertThat(read.json().path("resourceType").asText()).isEqualTo("Patient");
        assertThat(read.json().at("/meta/versionId").asText()).isEqualTo(read.version());
    }

    @Test
    void an_unknown_kind_of_patch_is_415_and_lists_what_is_taken() {
        Reply refused = patch(url, "text/plain", "x").send().expect(415);
        assertThat(refused.diagnostics()).contains("json-patch+json");
    }

    @Test
    void what_is_not_there_cannot_be_patched() {
        patch("/Patient/nobody-here", JSON_PATCH, "[]").send().expect(404);
        delete(url).send().expect(204);
        patch(url, JSON_PATCH, "[{\"op\":\"remove\",\"path\":\"/gender\"}]")
                .send()
                .expect(410);
    }
}
