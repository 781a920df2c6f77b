package health.throughline.server;

import static health.throughline.testing.Call.call;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static health.throughline.testing.Json.withoutServerMeta;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#mime-type, #parameters; https://hl7.org/fhir/R4/search.html#summary, #elements. */
class FormatIT {

    private static final String JSON = "application/fhir+json";
    private static final String XML = "application/fhir+xml";

    private final String id = unique("f");

    private final ObjectNode patient = json("""
            {'resourceType':'Patient','id':'%s','text':{'status':'generated',
             'div':'<div xmlns=\\"http://www.w3.org/1999/xhtml\\">a &amp; b</div>'},
             'contained':[{'resourceType':'Organization','id':'o','name':'Öl & <Wasser>'}],
             'extension':[{'url':'urn:test:number','valueDecimal':1.10}],
             'active':true,'_gender':{'extension':[{'url':'urn:test:why','valueCode':'asked'}]},
             'birthDate':'1980-01-02','photo':[{'contentType':'image/png'}],
             'managingOrganization':{'reference':'#o'},
             'name':[{'family':'Alder','given':['A','B'],'_given':[null,{'extension':[
               {'url':'urn:test:x','valueString':'q'}]}]}]}""", id);

    @BeforeEach
    void a_patient() {
        put("/Patient/" + id, patient).send().expect(201);
    }

    @Test
    void xml_and_json_hold_the_same() {
        Reply xml = get("/Patient/" + id).accept(XML).send().expect(200);
        assertThat(xml.header("Content-Type")).isEqualToIgnoringCase("application/fhir+xml;charset=UTF-8");
        String copy = unique("f");
        call("PUT", "/Patient/" + copy)
                .content(XML, xml.text().replace(id, copy))
                .send()
                .expect(201);
        JsonNode back = withoutServerMeta(get("/Patient/" + copy).send().json());
        assertThat(back).isEqualTo(patient.deepCopy().put("id", copy));
    }

    @Test
    void the_answer_to_xml_is_in_the_format_that_is_asked_for() {
        Reply answer = call("POST", "/Patient")
                .content(XML, "<Patient xmlns=\"http://hl7.org/fhir\"><active value=\"true\"/></Patient>")
                .accept(XML)
                .send()
                .expect(201);
        assertThat(answer.text()).contains("<Patient xmlns=\"http://hl7.org/fhir\">");
    }

    @Test
    void bundles_and_outcomes_come_as_xml_too() {
        assertThat(get("/Patient?_id=" + id).accept(XML).send().expect(200).text())
                .contains("<Bundle xmlns=\"http://hl7.org/fhir\">", "<family value=\"Alder\"/>");
        Reply refused = get("/Patient?_count=-1").accept(XML).send().expect(400);
        assertThat(refused.text()).contains("<OperationOutcome xmlns=\"http://hl7.org/fhir\">");
        assertThat(refused.header("Content-Type")).startsWith("application/fhir+xml");
    }

    @Test
    void every_name_of_a_format_is_understood_in_accept_and_in_format() {
        for (String name : new String[] {JSON, "application/json", "text/json", "json", "*/*", "application/*"}) {
            Reply reply = get("/Patient/" + id).accept(name).send().expect(200);
            assertThat(reply.header("Content-Type")).as(name).startsWith(JSON);
        }
        for (String name : new String[] {XML, "application/xml", "text/xml", "xml"}) {
            assertThat(get("/Patient/" + id).accept(name).send().header("Content-Type"))
                    .startsWith(XML);
            Reply named = get("/Patient/" + id + "?_format=" + name).send().expect(200);
            assertThat(named.header("Content-Type")).as(name).startsWith(XML);
        }
        assertThat(get("/Patient/" + id + "?_format=json").accept(XML).send().header("Content-Type"))
                .startsWith(JSON);
    }

    @Test
    void the_best_of_several_formats_is_given() {
        assertThat(get("/Patient/" + id)
                        .accept("image/png, application/fhir+json;q=0.5, application/fhir+xml;q=0.9")
                        .send()
                        .header("Content-Type"))
                .startsWith(XML);
        get("/Patient/" + id).accept("image/png").send().expect(406);
        get("/Patient/" + id + "?_format=evil").send().expect(406);
    }

    @Test
    void a_browser_gets_a_page() {
        Reply page = get("/Patient/" + id)
                .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .send()
                .expect(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.text()).contains("&quot;Alder&quot;").doesNotContain("<Wasser>");
    }

    @Test
    void pretty_indents() {
        assertThat(get("/Patient/" + id + "?_pretty=true").send().text()).contains("\n  \"id\"");
        assertThat(get("/Patient/" + id + "?_pretty=false").send().text()).doesNotContain("\n");
        get("/Patient/" + id + "?_pretty=maybe").send().expect(400);
    }

    @Test
    void summary_shows_less_and_says_so() {
        JsonNode summary = get("/Patient/" + id + "?_summary=true").send().json();
        assertThat(summary.has("name")).isTrue();
        assertThat(summary.has("text")).isFalse();
        assertThat(summary.has("photo")).isFalse();
        assertThat(summary.at("/meta/tag/0/code").asText()).isEqualTo("SUBSETTED");
        JsonNode text = get("/Patient/" + id + "?_summary=text").send().json();
        assertThat(text.has("text")).isTrue();
        assertThat(text.has("name")).isFalse();
        JsonNode data = get("/Patient/" + id + "?_summary=data").send().json();
        assertThat(data.has("text")).isFalse();
        assertThat(data.has("photo")).isTrue();
        JsonNode full = get("/Patient/" + id + "?_summary=false").send().json();
        assertThat(withoutServerMeta(full)).isEqualTo(patient);
        get("/Patient/" + id + "?_summary=some").send().expect(400);
    }

    @Test
    void elements_shows_those_named() {
        JsonNode shown = get("/Patient?_id=" + id + "&_elements=birthDate,name")
                .send()
                .expect(200)
                .json()
                .at("/entry/0/resource");
        assertThat(shown.has("birthDate")).isTrue();
        assertThat(shown.has("name")).isTrue();
        assertThat(shown.has("photo")).isFalse();
        assertThat(shown.has("active")).as("modifiers are always shown").isTrue();
        assertThat(shown.path("id").asText()).isEqualTo(id);
        assertThat(shown.at("/meta/tag/0/code").asText()).isEqualTo("SUBSETTED");
    }

    @Test
    void a_subset_does_not_change_what_is_stored() {
        get("/Patient/" + id + "?_summary=true").send();
        assertThat(withoutServerMeta(get("/Patient/" + id).send().json())).isEqualTo(patient);
    }
}
