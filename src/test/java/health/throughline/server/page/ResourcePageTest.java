package health.throughline.server.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.api.FhirRequest;
import health.throughline.fhir.FhirJson;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourcePageTest {

    private static final String BASE = "http://localhost:8080/fhir";

    @Test
    void nothing_in_a_resource_becomes_markup() {
        String page = page(
                "{'resourceType':'Patient','id':'1','text':{'status':'generated',"
                        + "'div':'<div><script>alert(1)</script></div>'},'name':[{'text':'\\\"><img src=x onerror=alert(1)>'}]}");
        assertThat(page).doesNotContain("<script", "<img").contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void references_to_this_server_and_to_the_web_are_links() {
        String page = page("{'resourceType':'Observation','subject':{'reference':'Patient/1'},"
                + "'encounter':{'reference':'https://other.example/Encounter/2'}}");
        assertThat(page)
                .contains("<a href=\"" + BASE + "/Patient/1\" rel=\"noreferrer\">Patient/1</a>")
                .contains("<a href=\"https://other.example/Encounter/2\" rel=\"noreferrer\">");
    }

    @Test
    void other_schemes_unknown_types_and_canonicals_are_no_links() {
        String page = page("{'resourceType':'Observation','subject':{'reference':'javascript:alert(1)'},"
                + "'focus':[{'reference':'Nonsense/1'},{'reference':'#contained'},{'reference':'urn:uuid:1'},"
                + "{'reference':'http://a\\\"b'}],'code':{'coding':[{'system':'http://loinc.org'}]},"
                + "'extension':[{'url':'http://example.org/x','valueString':'y'}]}");
        assertThat(page.substring(page.indexOf("<h2>JSON"))).doesNotContain("<a ");
    }

    @Test
    void a_bundle_links_its_entries_and_its_next_page() {
        String page = page("{'resourceType':'Bundle','type':'searchset','total':40,'link':[{'relation':'self',"
                + "'url':'" + BASE + "/Patient'},{'relation':'next','url':'" + BASE + "/Patient?_page=x&_count=1'}],"
                + "'entry':[{'fullUrl':'" + BASE + "/Patient/1'}]}");
        assertThat(page)
                .contains("1 entry on this page, 40 in all")
                .contains("<a href=\"" + BASE + "/Patient?_page=x&amp;_count=1\" rel=\"noreferrer\">Next page</a>")
                .contains("<a href=\"" + BASE + "/Patient/1\"");
    }

    @Test
    void an_outcome_is_a_table_of_its_issues() {
        String page = page("{'resourceType':'OperationOutcome','issue':[{'severity':'error','code':'not-found',"
                + "'diagnostics':'There is no such <Patient>.','expression':['Patient.id']}]}");
        assertThat(page)
                .contains("<h1>Not found</h1>")
                .contains("There is no such &lt;Patient&gt;.")
                .contains("<code>Patient.id</code>");
    }

    @Test
    void the_other_formats_keep_the_query() {
        assertThat(page("{'resourceType':'Patient'}", new Parameter("name", "a&b"), new Parameter("_format", "html")))
                .contains("href=\"?name=a%26b&amp;_format=json\"")
                .contains("href=\"?name=a%26b&amp;_format=xml\"");
    }

    @Test
    void numbers_keep_their_precision() {
        assertThat(page("{'resourceType':'Observation','valueQuantity':{'value':1.00}}"))
                .contains(">1.00<");
    }

    private static String page(String json, Parameter... parameters) {
        FhirRequest request = new FhirRequest(
                "GET",
                List.of("Patient"),
                List.of(parameters),
                FhirRequest.NO_HEADERS,
                new byte[0],
                BASE,
                Access.nothing());
        byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
        return new String(ResourcePage.render(FhirJson.parse(bytes), request), UTF_8);
    }
}
