package health.throughline.search;

import static health.throughline.testing.Call.call;
import static health.throughline.testing.Call.encode;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.testing.Call;
import health.throughline.testing.Json;
import health.throughline.testing.Reply;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/graphql.html, with the chapter's own examples on its own patient. */
class GraphqlIT {

    private static final Found FOUND = new Found();
    private static final String FAMILY = Json.unique("fam");

    @BeforeAll
    static void resources() {
        FOUND.with(
                        "p",
                        "Patient",
                        "'identifier':[{'system':'urn:oid:1.2.36.146.595.217.0.1','value':'12345'}],'active':true,"
                                + "'name':[{'use':'official','family':'Chalmers','given':['Peter','James']},"
                                + "{'use':'usual','given':['Jim']},"
                                + "{'use':'maiden','family':'Windsor','given':['Peter','James']}],"
                                + "'birthDate':'1974-12-25','_birthDate':{'extension':[{'url':'urn:time',"
                                + "'valueDateTime':'1974-12-25T14:35:45-05:00'}]},"
                                + "'managingOrganization':{'reference':'#o'},'contained':[{'resourceType':'Organization',"
                                + "'id':'o','name':'Inside'}]")
                .with("q", "Patient", "'name':[{'family':'" + FAMILY + "'}]")
                .with("dr", "Practitioner", "'active':false,'name':[{'family':'" + FAMILY + "'}]")
                .observation(
                        "o1",
                        "'subject':{'reference':'Patient/~p'},'performer':[{'reference':'Practitioner/~dr'},"
                                + "{'reference':'Practitioner/nobody-there'}],'code':{'coding':[{'system':'urn:s',"
                                + "'code':'w'}]},'valueQuantity':{'value':70.50,'unit':'kg'}")
                .observation("o2", "'subject':{'reference':'Patient/~p'},'effectiveDateTime':'2026-01-02'")
                .observation("o3", "'subject':{'reference':'Patient/~p'},'effectiveDateTime':'2026-01-03'");
    }

    private static String filled(String query) {
        return query.replaceAll("~(\\w+)", "$1-" + FOUND.id("").substring(1)).replace('\'', '"');
    }

    private static Reply ask(String path, String query) {
        return get(path + "/$graphql?query=" + encode(filled(query))).send();
    }

    private static JsonNode data(String path, String query) {
        Reply reply = ask(path, query).expect(200);
        assertThat(reply.header("Content-Type")).startsWith("application/json");
        return reply.json().path("data");
    }

    private static JsonNode patient(String query) {
        return data("/Patient/" + FOUND.id("p"), query);
    }

    private static void gives(JsonNode actual, String expected) {
        assertThat(actual).isEqualTo(json(filled(expected)));
    }

    @Test
    void fields_are_selected_and_what_is_absent_is_left_out() {
        gives(
                patient("{ active gender name { text given family } }"),
                "{'active':true,'name':[{'given':['Peter','James'],'family':'Chalmers'},{'given':['Jim']},"
                        + "{'given':['Peter','James'],'family':'Windsor'}]}");
        gives(
                data("/Observation/" + FOUND.id("o1"), "{ valueQuantity { value unit } }"),
                "{'valueQuantity':{'value':70.50,'unit':'kg'}}");
        gives(
                patient("{ birthDate _birthDate { extension { valueDateTime } } }"),
                "{'birthDate':'1974-12-25','_birthDate':{'extension':[{'valueDateTime':'1974-12-25T14:35:45-05:00'}]}}");
    }

    @Test
    void elements_of_a_list_are_chosen_by_value_by_fhirpath_and_by_place() {
        gives(patient("{ name(use: official) { family } }"), "{'name':[{'family':'Chalmers'}]}");
        gives(
                patient("{ name(fhirpath: 'family.exists() and given.count() = 2', _offset: 1) { family } }"),
                "{'name':[{'family':'Windsor'}]}");
        gives(patient("{ name(_offset: 1, _count: 1) { given } }"), "{'name':[{'given':['Jim']}]}");
        gives(
                patient("{ one: name(given: 'Jim') { use } other: name(use: 'maiden') { family } }"),
                "{'one':[{'use':'usual'}],'other':[{'family':'Windsor'}]}");
    }

    @Test
    void references_are_followed_with_fragments_and_without() {
        gives(
                data("/Observation/" + FOUND.id("o1"), "{ subject { reference, resource { active } } }"),
                "{'subject':{'reference':'Patient/~p','resource':{'active':true}}}");
        gives(
                data(
                        "/Observation/" + FOUND.id("o1"),
                        "{ subject { resource { ...on Patient { birthDate } ...on Group { name } } } }"),
                "{'subject':{'resource':{'birthDate':'1974-12-25'}}}");
        gives(
                data(
                        "/Observation/" + FOUND.id("o1"),
                        "{ subject { resource(type: Patient) { birthDate } resource(type: Group) { quantity } } }"),
                "{'subject':{'resource':{'birthDate':'1974-12-25'}}}");
        gives(
                patient("{ managingOrganization { resource { ... on Organization { name } resourceType } } }"),
                "{'managingOrganization':{'resource':{'name':'Inside','resourceType':'Organization'}}}");
    }

    @Test
    void a_reference_to_nothing_is_an_error_unless_it_is_optional() {
        Reply missing = ask("/Observation/" + FOUND.id("o1"), "{ performer { resource { id } } }")
                .expect(404);
        assertThat(missing.json().path("data").isNull()).isTrue();
        assertThat(missing.json().at("/errors/0/message").asText()).contains("optional: true");
        assertThat(missing.json()
                        .at("/errors/0/extensions/resource/resourceType")
                        .asText())
                .isEqualTo("OperationOutcome");
        gives(
                data("/Observation/" + FOUND.id("o1"), "{ performer { resource(optional: true) { id } } }"),
                "{'performer':[{'resource':{'id':'~dr'}},{}]}");
    }

    @Test
    void resources_are_read_and_searched_at_the_root() {
        gives(data("", "{ Patient(id: '~p') { id, active } }"), "{'Patient':{'id':'~p','active':true}}");
        gives(
                data("", "{ PatientList(name: '" + FAMILY + "') { name { family } } }"),
                "{'PatientList':[{'name':[{'family':'" + FAMILY + "'}]}]}");
        gives(
                data(
                        "",
                        "{ PatientList(_id: ['~p', '~q'], _sort: '_id') { id } PractitionerList(name: '" + FAMILY
                                + "', fhirpath: 'active') { id } }"),
                "{'PatientList':[{'id':'~p'},{'id':'~q'}]}");
        gives(
                data("", "{ ObservationList(patient: '~p', value_quantity: 'gt70||kg') { id } }"),
                "{'ObservationList':[{'id':'~o1'}]}");
    }

    @Test
    void connections_are_paged_by_cursors() {
        String fields = "{ count offset pagesize edges { mode resource { id } } first previous next last }";
        JsonNode first = data("", "{ ObservationConnection(patient: '~p', _sort: 'date', _count: 2) " + fields + " }")
                .path("ObservationConnection");
        assertThat(first.path("count").asInt()).isEqualTo(3);
        assertThat(first.path("offset").asInt()).isZero();
        assertThat(first.path("pagesize").asInt()).isEqualTo(2);
        assertThat(first.path("edges").findValuesAsText("id")).containsExactly(FOUND.id("o2"), FOUND.id("o3"));
        assertThat(first.has("previous")).isFalse();
        JsonNode second = data(
                        "",
                        "{ ObservationConnection(cursor: '" + first.path("next").asText() + "') " + fields + " }")
                .path("ObservationConnection");
        assertThat(second.path("edges").findValuesAsText("id")).containsExactly(FOUND.id("o1"));
        assertThat(second.path("offset").asInt()).isEqualTo(2);
        assertThat(second.path("edges").path(0).path("mode").asText()).isEqualTo("match");
        JsonNode back = data(
                        "",
                        "{ ObservationConnection(cursor: '"
                                + second.path("previous").asText() + "') " + fields + " }")
                .path("ObservationConnection");
        assertThat(back.path("edges").findValuesAsText("id")).containsExactly(FOUND.id("o2"), FOUND.id("o3"));
        assertThat(ask("", "{ ObservationConnection(cursor: 'x!') { count } }").status())
                .isEqualTo(400);
        assertThat(ask("", "{ PatientConnection(cursor: '" + first.path("next").asText() + "') { count } }")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void resources_are_found_by_what_they_refer_to() {
        gives(
                patient("{ id ObservationList(_reference: patient, _sort: '-date', _count: 1) { effectiveDateTime } }"),
                "{'id':'~p','ObservationList':[{'effectiveDateTime':'2026-01-03'}]}");
        gives(
                data("", "{ Patient(id: '~p') { ObservationConnection(_reference: subject) { count } } }"),
                "{'Patient':{'ObservationConnection':{'count':3}}}");
        assertThat(ask("/Patient/" + FOUND.id("p"), "{ ObservationList(_reference: code) { id } }")
                        .status())
                .isEqualTo(400);
        assertThat(ask("/Patient/" + FOUND.id("p"), "{ ObservationList { id } }")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void results_are_flattened() {
        gives(
                patient("{ identifier @flatten { system value } active name @flatten { text given family } }"),
                "{'system':['urn:oid:1.2.36.146.595.217.0.1'],'value':['12345'],'active':true,"
                        + "'given':['Peter','James','Jim','Peter','James'],'family':['Chalmers','Windsor']}");
        gives(
                patient("{ name @flatten { given @first family } }"),
                "{'given':['Peter','Jim','Peter'],'family':['Chalmers','Windsor']}");
        gives(
                patient("{ identifier @flatten { system @singleton value @singleton } active "
                        + "name @flatten @first { text given family @singleton } }"),
                "{'system':'urn:oid:1.2.36.146.595.217.0.1','value':'12345','active':true,"
                        + "'given':['Peter','James'],'family':'Chalmers'}");
        assertThat(ask("/Patient/" + FOUND.id("p"), "{ name @flatten { family @singleton } }")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void results_are_sliced() {
        gives(
                patient("{ active name @flatten @slice(path: 'use') { given family @singleton } }"),
                "{'active':true,'given.official':['Peter','James'],'family.official':'Chalmers','given.usual':['Jim'],"
                        + "'given.maiden':['Peter','James'],'family.maiden':'Windsor'}");
        gives(
                patient("{ name @flatten @slice(path: '$index') { given @first @singleton family } }"),
                "{'given.0':'Peter','family.0':['Chalmers'],'given.1':'Jim','given.2':'Peter','family.2':['Windsor']}");
        gives(
                patient("{ name @slice(path: 'use') { family } }"),
                "{'name.official':[{'family':'Chalmers'}],'name.usual':[{}],'name.maiden':[{'family':'Windsor'}]}");
    }

    @Test
    void fragments_variables_and_conditions_are_those_of_graphql() {
        String query = filled("query one($id: Text!, $names: Boolean = false) { Patient(id: $id) { ...basics "
                + "name @include(if: $names) { family } } } query two { Patient(id: 'none') { id } } "
                + "fragment basics on Patient { id active @skip(if: true) ... on Patient { birthDate } }");
        ObjectNode body = FhirJson.object().put("query", query).put("operationName", "one");
        body.putObject("variables").put("id", FOUND.id("p"));
        Reply reply = call("POST", "/$graphql")
                .content("application/json", FhirJson.bytes(body))
                .send()
                .expect(200);
        gives(reply.json(), "{'data':{'Patient':{'id':'~p','birthDate':'1974-12-25'}}}");
        ((ObjectNode) body.path("variables")).put("names", true);
        assertThat(call("POST", "/$graphql")
                        .content("application/json", FhirJson.bytes(body))
                        .send()
                        .json()
                        .at("/data/Patient/name"))
                .hasSize(3);
    }

    @Test
    void a_query_comes_as_graphql_as_json_in_parameters_or_in_the_url() {
        String query = filled("{ Patient(id: '~p') { id } }");
        String expected = "{'data':{'Patient':{'id':'~p'}}}";
        gives(
                call("POST", "/$graphql")
                        .content("application/graphql", query)
                        .send()
                        .json(),
                expected);
        gives(
                Call.post("/$graphql", FhirJson.object().put("query", query))
                        .send()
                        .json(),
                expected);
        ObjectNode parameters = json("{'resourceType':'Parameters','parameter':[{'name':'query'}]}");
        ((ObjectNode) parameters.at("/parameter/0")).put("valueString", query);
        gives(Call.post("/$graphql", parameters).send().json(), expected);
        gives(
                call("POST", "/$graphql")
                        .content("application/x-www-form-urlencoded", "query=" + encode(query))
                        .send()
                        .json(),
                expected);
    }

    @Test
    void the_schema_can_be_asked_for() {
        JsonNode type = data("", "{ __type(name: 'HumanName') { kind fields { name type { name ofType { name } } } } }")
                .path("__type");
        assertThat(type.path("kind").asText()).isEqualTo("OBJECT");
        assertThat(type.findValuesAsText("name")).contains("family", "given", "_family");
        JsonNode schema = data(
                "",
                "{ __schema { queryType { name } mutationType { name } types { ...t } } } fragment t on __Type { name }");
        assertThat(schema.at("/__schema/types").size()).isGreaterThan(900);
        assertThat(schema.at("/__schema/mutationType").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ Patient(id: x) { nonsense } }",
                "{ Patient { id } }",
                "{ Patient(id: '~p') { name } }",
                "{ Patient(id: '~p') { id { x } } }",
                "{ PatientList(nonsense: 1) { id } }",
                "{ Nonsense(id: 1) { id } }",
                "{ Patient(id: '~p') { ...none } }",
                "{ Patient(id: '~p') { ...a } } fragment a on Patient { ...a }",
                "{ Patient(id: '~p') { id @nonsense } }",
                "{ Patient(id: '~p') { name(fhirpath: 'x(') { family } } }",
                "{ Patient(id: '~p') { name(fhirpath: 'true) or (true') { family } } }",
                "{ Patient(id: '~p') { name(_count: -1) { family } } }",
                "{ PatientList(birthdate: 'secret-value') { id } }",
                "query a($v: Text!) { Patient(id: $v) { id } }",
                "{ Patient(id: 'secret-value with blanks') { id } }",
                "{ Patient(id: {a: 'secret-value'}) { id } }",
                "{ Patient(id: ",
                "}",
                "# only a comment",
                ""
            })
    void a_query_that_cannot_be_answered_is_told_why_without_its_values(String query) {
        Reply reply = ask("", query).expect(400);
        assertThat(reply.json().path("data").isNull()).isTrue();
        assertThat(reply.json().at("/errors/0/message").asText()).isNotEmpty();
        assertThat(reply.json()
                        .at("/errors/0/extensions/resource/issue/0/severity")
                        .asText())
                .isEqualTo("error");
        assertThat(reply.text()).doesNotContain("secret-value");
    }

    @Test
    void nothing_is_changed_and_nothing_costs_too_much() {
        assertThat(ask("", "mutation { PatientDelete(id: 1) { id } }").status()).isEqualTo(405);
        assertThat(ask("", "{ Patient(id: '" + FOUND.id("none") + "') { id } }").status())
                .isEqualTo(404);
        get("/Patient/" + FOUND.id("none") + "/$graphql?query=" + encode("{ id }"))
                .send()
                .expect(404);
        StringBuilder many = new StringBuilder("{");
        for (int i = 0; i < 400; i++) {
            many.append(" a").append(i).append(": ObservationList(patient: '~p', _count: 500) { id }");
        }
        assertThat(call("POST", "/$graphql")
                        .content("application/graphql", filled(many + "}"))
                        .send()
                        .status())
                .isIn(403, 413);
        get("/$graphql?query=%7Bx%7D&other=1").send().expect(400);
        assertThat(Map.of()).isEmpty();
    }
}
