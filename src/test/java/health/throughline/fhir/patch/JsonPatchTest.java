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

/** https://www.rfc-editor.org/rfc/rfc6902 (JSON Patch) and https://www.rfc-editor.org/rfc/rfc6901 (JSON Pointer). */
class JsonPatchTest {

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode apply(String document, String operations) {
        return Patch.parse("application/json-patch+json", bytes(operations)).apply(FhirJson.parse(bytes(document)));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'a':1}           | [{'op':'add','path':'/b','value':2}]                 | {'a':1,'b':2}
            {'a':1}           | [{'op':'add','path':'/a','value':2}]                 | {'a':2}
            {'a':[1,3]}       | [{'op':'add','path':'/a/1','value':2}]               | {'a':[1,2,3]}
            {'a':[1]}         | [{'op':'add','path':'/a/1','value':2}]               | {'a':[1,2]}
            {'a':[1]}         | [{'op':'add','path':'/a/-','value':[2]}]             | {'a':[1,[2]]}
            {'a':1}           | [{'op':'add','path':'','value':{'b':2}}]             | {'b':2}
            {'a':1,'b':2}     | [{'op':'remove','path':'/b'}]                        | {'a':1}
            {'a':[1,2,3]}     | [{'op':'remove','path':'/a/1'}]                      | {'a':[1,3]}
            {'a':[1],'b':2}   | [{'op':'remove','path':'/a/0'}]                      | {'b':2}
            {'a':{'c':1},'b':2} | [{'op':'remove','path':'/a/c'}]                    | {'b':2}
            {'a':1}           | [{'op':'replace','path':'/a','value':'x'}]           | {'a':'x'}
            {'a':[1,2]}       | [{'op':'replace','path':'/a/1','value':3}]           | {'a':[1,3]}
            {'a':{'b':1},'c':{'d':2}} | [{'op':'move','from':'/a/b','path':'/c/e'}]  | {'c':{'d':2,'e':1}}
            {'a':[1,2,3]}     | [{'op':'move','from':'/a/0','path':'/a/2'}]          | {'a':[2,3,1]}
            {'a':1}           | [{'op':'move','from':'/a','path':'/a'}]              | {'a':1}
            {'a':{'b':1}}     | [{'op':'copy','from':'/a','path':'/c'}]              | {'a':{'b':1},'c':{'b':1}}
            {'a':1.0}         | [{'op':'test','path':'/a','value':1}]                | {'a':1.0}
            {'a':{'b':1,'c':[1]}} | [{'op':'test','path':'/a','value':{'c':[1.0],'b':1}}] | {'a':{'b':1,'c':[1]}}
            {'a/b':1,'m~n':2} | [{'op':'remove','path':'/a~1b'},{'op':'replace','path':'/m~0n','value':3}] | {'m~n':3}
            {'~1':1,'':2}     | [{'op':'replace','path':'/~01','value':3},{'op':'remove','path':'/'}]  | {'~1':3}
            {'a':1}           | [{'op':'add','path':'/b','value':2,'note':'unknown members are ignored'}] \
            | {'a':1,'b':2}
            {'a':[{'b':1},{'c':2}]} | [{'op':'remove','path':'/a/0/b'}]              | {'a':[{'c':2}]}
            {'g':[1,2],'_g':[null,{'id':'x'}]} | [{'op':'remove','path':'/_g/1/id'}] | {'g':[1,2]}
            {'a':1}           | []                                                   | {'a':1}
            """)
    void each_operation_does_what_the_rfc_says(String document, String operations, String result) {
        assertThat(apply(document, operations)).isEqualTo(FhirJson.parse(bytes(result)));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'a':1}   | [{'op':'remove','path':'/b'}]
            {'a':1}   | [{'op':'replace','path':'/b','value':1}]
            {'a':1}   | [{'op':'add','path':'/b/c','value':1}]
            {'a':1}   | [{'op':'add','path':'/a/c','value':1}]
            {'a':[1]} | [{'op':'add','path':'/a/2','value':1}]
            {'a':[1]} | [{'op':'add','path':'/a/x','value':1}]
            {'a':[1]} | [{'op':'remove','path':'/a/-'}]
            {'a':[1,2]} | [{'op':'remove','path':'/a/01'}]
            {'a':[1]} | [{'op':'remove','path':'/a/-1'}]
            {'a':1}   | [{'op':'test','path':'/a','value':2}]
            {'a':1}   | [{'op':'test','path':'/a','value':'1'}]
            {'a':1}   | [{'op':'test','path':'/b','value':null}]
            {'a':1}   | [{'op':'move','from':'/b','path':'/c'}]
            {'a':1}   | [{'op':'copy','from':'/b','path':'/c'}]
            """)
    void an_operation_that_does_not_fit_is_unprocessable_and_named(String document, String operations) {
        String second = operations.replaceFirst("\\[", "[{'op':'add','path':'/z','value':0},");

        assertRefused(document, second, Refusal.Reason.UNPROCESSABLE, "Operation 1 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1]
            [{'path':'/a'}]
            [{'op':'delete','path':'/a'}]
            [{'op':'ADD','path':'/a','value':1}]
            [{'op':'remove'}]
            [{'op':'remove','path':1}]
            [{'op':'remove','path':'a'}]
            [{'op':'remove','path':'/a~2'}]
            [{'op':'remove','path':'/a~'}]
            [{'op':'add','path':'/a'}]
            [{'op':'copy','path':'/a'}]
            [{'op':'move','from':'/a','path':'/a/b'}]
            """)
    void an_operation_that_is_no_operation_is_invalid_and_named(String operations) {
        assertRefused("{'a':1}", operations, Refusal.Reason.INVALID, "Operation 0 ");
    }

    @Test
    void the_resource_given_is_left_as_it_was() {
        ObjectNode document = FhirJson.parse(bytes("{'a':[1]}"));
        Patch.parse("application/json-patch+json", bytes("[{'op':'add','path':'/a/-','value':2}]"))
                .apply(document);

        assertThat(document).isEqualTo(FhirJson.parse(bytes("{'a':[1]}")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [{'op':'replace','path':'/id','value':'2'}]
            [{'op':'remove','path':'/id'}]
            [{'op':'replace','path':'/resourceType','value':'Group'}]
            [{'op':'remove','path':''}]
            [{'op':'replace','path':'','value':[1]}]
            """)
    void type_and_id_cannot_be_changed(String operations) {
        assertRefused(
                "{'resourceType':'Patient','id':'1'}", operations, Refusal.Reason.UNPROCESSABLE, "type or the id");
    }

    @Test
    void copies_cannot_grow_a_resource_without_bound() {
        String wide = "{'op':'copy','from':'/a','path':'/a/-'},".repeat(40);
        String deep = "{'op':'copy','from':'','path':'/d'},".repeat(10);

        assertRefused(
                "{'a':['" + "x".repeat(1000) + "']}",
                "[" + wide.substring(0, wide.length() - 1) + "]",
                Refusal.Reason.TOO_LARGE,
                "16 MB");
        assertThat(apply("{'a':1}", "[" + deep.substring(0, deep.length() - 1) + "]"))
                .hasSize(2);
    }

    @Test
    void another_media_type_is_told_which_ones_there_are() {
        assertThatThrownBy(() -> Patch.parse("text/plain", bytes("[]")))
                .isInstanceOfSatisfying(Refusal.class, refusal -> {
                    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.UNSUPPORTED_MEDIA_TYPE);
                    assertThat(refusal.getMessage()).contains("application/json-patch+json");
                });
    }

    private static void assertRefused(String document, String operations, Refusal.Reason reason, String text) {
        assertThatThrownBy(() -> apply(document, operations)).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal.getMessage()).contains(text);
        });
    }
}
