package health.throughline.fhir.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://www.rfc-editor.org/rfc/rfc5261 (XML Patch), on https://hl7.org/fhir/R4/xml.html. */
class XmlPatchTest {

    private static ObjectNode patient(String members) {
        String json = "{'resourceType':'Patient','id':'1'" + (members.isEmpty() ? "" : ",") + members + "}";
        return FhirJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    private static ObjectNode apply(String members, String operations) {
        String diff =
                "<diff xmlns:f='http://hl7.org/fhir' xmlns:h='http://www.w3.org/1999/xhtml'>" + operations + "</diff>";
        byte[] body = diff.replace('\'', '"').replace('~', '\'').getBytes(StandardCharsets.UTF_8);
        return Patch.parse("application/xml-patch+xml", body).apply(patient(members));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'gender':'male' | <replace sel='f:Patient/f:gender/@value'>female</replace> | 'gender':'female'
            'gender':'male' | <replace sel='Patient/gender/@value'>female</replace> | 'gender':'female'
            'gender':'male' | <replace sel='/*/f:gender'><f:gender value='other'/></replace> | 'gender':'other'
            'gender':'male' \
            | <replace sel='//f:gender'> <gender xmlns='http://hl7.org/fhir' value='other'/> </replace> \
            | 'gender':'other'
            'gender':'male','active':true | <remove sel='f:Patient/f:gender'/> | 'active':true
            'active':true | <add sel='f:Patient'><f:gender value='male'/></add> | 'active':true,'gender':'male'
            'name':[{'text':'a'},{'text':'b'}] | <remove sel='f:Patient/f:name[f:text/@value=~a~]'/> \
            | 'name':[{'text':'b'}]
            'name':[{'text':'a'},{'text':'b'}] | <remove sel='f:Patient/f:name[2]'/> | 'name':[{'text':'a'}]
            'name':[{'text':'a'}] \
            | <add sel='f:Patient/f:name[1]' pos='before'><f:name><f:text value='z'/></f:name></add> \
            | 'name':[{'text':'z'},{'text':'a'}]
            'name':[{'text':'a'},{'text':'b'}] \
            | <add sel='f:Patient/f:name[1]' pos='after'><f:name><f:text value='z'/></f:name></add> \
            | 'name':[{'text':'a'},{'text':'z'},{'text':'b'}]
            'name':[{'given':['b']}] | <add sel='f:Patient/f:name' pos='prepend'><f:given value='a'/></add> \
            | 'name':[{'given':['a','b']}]
            'name':[{'text':'a'}] | <add sel='f:Patient/f:name' type='@id'>n</add> | 'name':[{'text':'a','id':'n'}]
            'name':[{'id':'n','text':'a'}] | <remove sel='f:Patient/f:name/@id'/> | 'name':[{'text':'a'}]
            'gender':'male' | <add sel='f:Patient'><f:text><f:status value='generated'/><h:div><h:p>x:y</h:p></h:div>\
            </f:text></add> \
            | 'gender':'male','text':{'status':'generated',\
            'div':'<div xmlns=\\"http://www.w3.org/1999/xhtml\\"><p>x:y</p></div>'}
            'name':[{'text':'a\\nb'}],'gender':'male' | <remove sel='f:Patient/f:gender'/> | 'name':[{'text':'a\\nb'}]
            """)
    void each_operation_does_what_the_rfc_says(String before, String operations, String after) {
        assertThat(apply(before, operations)).isEqualTo(patient(after));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'gender':'male' | <remove sel='f:Patient/f:birthDate'/>
            'name':[{'text':'a'},{'text':'b'}] | <remove sel='f:Patient/f:name'/>
            'gender':'male' | <remove sel='count(f:Patient)'/>
            'gender':'male' | <add sel='f:Patient/f:gender/@value'>x</add>
            'gender':'male' | <add sel='f:Patient' pos='before'><f:Patient/></add>
            'gender':'male' | <add sel='f:Patient' type='@1'>x</add>
            'gender':'male' | <replace sel='f:Patient/f:gender'>male</replace>
            'gender':'male' | <replace sel='f:Patient/f:gender'><f:gender value='a'/><f:gender value='b'/></replace>
            """)
    void an_operation_that_does_not_fit_is_unprocessable_and_named(String before, String operations) {
        assertRefused(before, operations, Refusal.Reason.UNPROCESSABLE, "Operation 0 ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <move sel='f:Patient'/>
            <remove/>
            <remove sel='f:Patient['/>
            <remove sel='java:java.lang.Runtime.getRuntime()'/>
            <remove sel='f:Patient[document(~x~)]'/>
            <remove sel='//a[//b[//c]]'/>
            <add sel='f:Patient' pos='inside'/>
            <add sel='f:Patient' type='namespace::x'>urn:x</add>
            """)
    void an_operation_that_is_no_operation_is_invalid_and_named(String operations) {
        assertRefused("'gender':'male'", operations, Refusal.Reason.INVALID, "Operation 0 ");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <replace sel='f:Patient/f:id/@value'>2</replace>
            <remove sel='f:Patient/f:id'/>
            <remove sel='f:Patient'/>
            <replace sel='f:Patient'><f:Group><f:id value='1'/></f:Group></replace>
            <add sel='f:Patient'><f:nickname value='x'/></add>
            <add sel='f:Patient'><f:gender value='male'/></add>
            """)
    void what_would_be_no_resource_or_another_one_is_unprocessable(String operations) {
        assertRefused("'gender':'male'", operations, Refusal.Reason.UNPROCESSABLE, "");
    }

    @Test
    void a_body_with_a_dtd_or_too_deep_or_of_another_root_is_invalid() {
        for (String body : new String[] {
            "<!DOCTYPE diff [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><diff>&e;</diff>",
            "<diff>" + "<add>".repeat(5000) + "</add>".repeat(5000) + "</diff>",
            "<Patient xmlns=\"http://hl7.org/fhir\"/>",
            "<diff>"
        }) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Patch.parse("application/xml-patch+xml", bytes))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID));
        }
    }

    private static void assertRefused(String before, String operations, Refusal.Reason reason, String text) {
        assertThatThrownBy(() -> apply(before, operations)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.getMessage()).contains(text);
        });
    }
}
