package health.throughline.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.FhirJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as text. */
class HumanTextTest {

    private static Words of(String json) {
        return HumanText.of(FhirJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void narrative_is_read_without_its_marks() {
        Words words = HumanText.narrative(
                "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p title=\"hint\">Calm&#160;but <b>W</b>ary</p>"
                        + "<p>A &lt; B &#x41;&amp;c<!-- secret --></p></div>");
        assertThat(words.vector("#")).isEqualTo("'#' 'calm':1 'but':2 'wary':3 'a':4,6 'b':5 'c':7");
    }

    @Test
    void strings_markdown_and_displays_count() {
        Words words =
                of("{'resourceType':'Condition','text':{'status':'generated','div':'<div xmlns=\\'x\\'>told</div>'},"
                        + "'code':{'coding':[{'display':'Alcohol use'}],'text':'craving'},'note':[{'text':'slept well'}],"
                        + "'extension':[{'url':'urn:x','valueMarkdown':'**bold**'}],"
                        + "'_recordedDate':{'extension':[{'url':'urn:x','valueString':'about spring'}]},"
                        + "'contained':[{'resourceType':'Practitioner','id':'prac','name':[{'family':'Reed'}]}]}");
        for (String said : List.of("told", "alcohol", "craving", "slept", "bold", "about", "reed")) {
            assertThat(words.contain(said)).as(said).isTrue();
        }
    }

    @Test
    void ids_codes_addresses_dates_and_data_do_not() {
        Words words = of(
                "{'resourceType':'Condition','id':'identity','meta':{'tag':[{'display':'tagged'}]},"
                        + "'identifier':[{'system':'urn:sys','value':'number'}],'recordedDate':'2026-01-01',"
                        + "'code':{'coding':[{'id':'element','system':'urn:coded','version':'edition','code':'coded'}]},"
                        + "'subject':{'reference':'Patient/referred','identifier':{'value':'logical'}},"
                        + "'extension':[{'url':'urn:address','valueBase64Binary':'QUJD'},{'url':'urn:x','valueUri':'urn:target'}],"
                        + "'contained':[{'resourceType':'Patient','id':'inner','telecom':[{'value':'telephone'}],'gender':'female'}]}");
        assertThat(words.isEmpty()).as(words.vector("#")).isTrue();
    }
}
