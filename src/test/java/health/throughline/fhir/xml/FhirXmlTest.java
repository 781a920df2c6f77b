package health.throughline.fhir.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.SpecificationExamples;
import health.throughline.fhir.structure.StructureCheck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/xml.html: XML and JSON say the same, and nothing is lost between them. */
class FhirXmlTest {

    private static ObjectNode parse(String xml) {
        return FhirXml.parse(xml.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String json) {
        ObjectNode resource = FhirJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return new String(FhirXml.bytes(resource), StandardCharsets.UTF_8).replace('"', '\'');
    }

    @Test
    void the_examples_of_the_specification_are_alike_in_both_forms() {
        List<String> unlike = new ArrayList<>();
        Set<String> json = Set.copyOf(SpecificationExamples.smallJson());
        int pairs = 0;
        for (String path : SpecificationExamples.xml()) {
            String twin = path.replace("xml", "json");
            if (json.contains(twin)) {
                pairs++;
                JsonNode fromXml = comparable(FhirXml.parse(SpecificationExamples.bytes(path)));
                JsonNode fromJson = comparable(FhirJson.parse(SpecificationExamples.bytes(twin)));
                if (!fromXml.equals(fromJson)) {
                    unlike.add(path);
                }
            }
        }
        assertThat(unlike).isEmpty();
        assertThat(pairs).isGreaterThan(1100);
    }

    /** The XML files carry tags and labels of the publisher's tests; the narrative may be laid out differently. */
    private static JsonNode comparable(ObjectNode resource) {
        resource.remove("meta");
        resource.findParents("div").forEach(text -> ((ObjectNode) text).remove("div"));
        return resource;
    }

    @Test
    void every_json_example_survives_the_way_through_xml() {
        int resources = 0;
        for (String path : SpecificationExamples.smallJson()) {
            ObjectNode resource = FhirJson.parse(SpecificationExamples.bytes(path));
            if (resource.has("resourceType") && StructureCheck.issues(resource).isEmpty()) {
                resources++;
                ObjectNode back = FhirXml.parse(FhirXml.bytes(resource));
                assertThat(StructureCheck.issues(back)).as(path).isEmpty();
                assertThat(withoutDiv(back)).as(path).isEqualTo(withoutDiv(resource));
            }
        }
        assertThat(resources).isGreaterThan(2500);
    }

    private static JsonNode withoutDiv(ObjectNode resource) {
        resource.findParents("div").forEach(text -> ((ObjectNode) text).remove("div"));
        return resource;
    }

    @Test
    void values_siblings_and_digits_keep_their_places() {
        ObjectNode patient = parse("<Patient xmlns='http://hl7.org/fhir'><id value='1'/><!-- a note -->"
                + "<name id='n'><given value='x'/><given><extension url='u'><valueDecimal value='1.00'/></extension>"
                + "</given><given id='g' value='a&#10;b'/></name><multipleBirthInteger value='2'/></Patient>");

        assertThat(patient.toString().replace('"', '\''))
                .isEqualTo("{'resourceType':'Patient','id':'1','name':[{'id':'n','given':['x',null,'a\\nb'],"
                        + "'_given':[null,{'extension':[{'url':'u','valueDecimal':1.00}]},{'id':'g'}]}],"
                        + "'multipleBirthInteger':2}");
        assertThat(FhirXml.parse(FhirXml.bytes(patient))).isEqualTo(patient);
    }

    @Test
    void elements_are_written_in_the_order_of_their_definition() {
        assertThat(text("{'resourceType':'Patient','birthDate':'2000','name':[{'given':['x'],'family':'a<b'}],"
                        + "'contained':[{'resourceType':'Basic','id':'b','code':{'text':'t'}}],'id':'1'}"))
                .isEqualTo("<?xml version='1.0' encoding='UTF-8'?><Patient xmlns='http://hl7.org/fhir'>"
                        + "<id value='1'/><contained><Basic><id value='b'/><code><text value='t'/></code></Basic>"
                        + "</contained><name><family value='a&lt;b'/><given value='x'/></name>"
                        + "<birthDate value='2000'/></Patient>");
    }

    @Test
    void the_narrative_is_copied_with_its_prefix_resolved() {
        ObjectNode patient = parse("<f:Patient xmlns:f='http://hl7.org/fhir' xmlns:h='http://www.w3.org/1999/xhtml'>"
                + "<f:text><f:status value='generated'/><h:div><h:p h='' class='c'>a &lt; b<h:br/></h:p><h:b/></h:div>"
                + "</f:text></f:Patient>");

        assertThat(patient.at("/text/div").asText().replace('"', '\''))
                .isEqualTo(
                        "<div xmlns='http://www.w3.org/1999/xhtml'><p h='' class='c'>a &lt; b<br/></p><b></b></div>");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <Patient xmlns='F'><nick value='x'/></Patient>                         | structure | Patient.nick
            <Patient xmlns='F'><name><nick value='x'/></name></Patient>            | structure | Patient.name[0].nick
            <Patient xmlns='F'><gender value='male' x='y'/></Patient>              | structure | Patient.gender
            <Patient xmlns='F'><gender value='male'/><gender value='male'/></Patient> | structure | Patient.gender
            <Patient xmlns='F'><active value='yes'/></Patient>                     | value     | Patient.active
            <Patient xmlns='F'><multipleBirthInteger value='01'/></Patient> \
            | value     | Patient.multipleBirthInteger
            <Patient xmlns='F'><gender>male</gender></Patient>                     | structure | Patient.gender
            <Patient xmlns='F'><gender/></Patient>                                 | structure | Patient.gender
            <Patient xmlns='F'><contained/></Patient>                              | structure | Patient.contained[0]
            <Patient xmlns='F'><name xmlns='urn:x'/></Patient>                     | structure | Patient.name[0]
            <Patient><gender value='male'/></Patient>                              | structure | Patient
            <Patent xmlns='F'/>                                                    | structure |
            <Patient xmlns='F'><gender value='male'></Patient>                     | structure |
            <!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Patient xmlns='F'><language value='&e;'/></Patient> \
            | structure |
            <!DOCTYPE Patient><Patient xmlns='F'/>                                 | structure |
            <Patient xmlns='F'><language value='&e;'/></Patient>                   | structure |
            <Patient xmlns='F'>&e;</Patient>                                       | structure |
            <Patient xmlns='F'><x:include xmlns:x='http://www.w3.org/2001/XInclude' href='y'/></Patient> \
            | structure | Patient.include
            <?xml version='1.0' encoding='UTF-16'?><Patient xmlns='F'/>            | structure |
            """)
    void what_r4_does_not_know_is_refused_with_its_place(String xml, String code, String expression) {
        assertThatThrownBy(() -> parse(xml.replace("'F'", "'http://hl7.org/fhir'")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID);
                    assertThat(refusal.issues().get(0).code()).isEqualTo(code);
                    assertThat(refusal.issues().get(0).expression()).isEqualTo(expression);
                    assertThat(refusal.getMessage()).containsPattern("line 1, column \\d+");
                });
    }

    @Test
    void xml_nested_too_deep_is_refused() {
        assertThatThrownBy(() -> parse("<Patient xmlns='http://hl7.org/fhir'>" + "<extension url='u'>".repeat(5000)))
                .isInstanceOf(Refusal.class);
    }
}
