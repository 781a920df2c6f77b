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

/** https://www.rfc-editor.org/rfc/rfc7396 (JSON Merge Patch). */
class MergePatchTest {

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode apply(String document, String patch) {
        return Patch.parse("application/merge-patch+json; charset=utf-8", bytes(patch))
                .apply(FhirJson.parse(bytes(document)));
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'a':'b'}               | {'a':'c'}                  | {'a':'c'}
            {'a':'b'}               | {'b':'c'}                  | {'a':'b','b':'c'}
            {'a':'b','b':'c'}       | {'a':null}                 | {'b':'c'}
            {'a':['b'],'x':1}       | {'a':'c'}                  | {'a':'c','x':1}
            {'a':'c'}               | {'a':['b']}                | {'a':['b']}
            {'a':{'b':'c'}}         | {'a':{'b':'d','c':null}}   | {'a':{'b':'d'}}
            {'a':[{'b':'c'}]}       | {'a':[1]}                  | {'a':[1]}
            {'a':[1,2]}             | {'a':[3]}                  | {'a':[3]}
            {'x':1}                 | {'a':{'b':{'c':null,'d':2}}} | {'x':1,'a':{'b':{'d':2}}}
            {'x':1}                 | {'a':{'b':{'c':null}}}     | {'x':1}
            {'a':1}                 | {}                         | {'a':1}
            """)
    void members_replace_and_null_removes(String document, String patch, String result) {
        assertThat(apply(document, patch)).isEqualTo(FhirJson.parse(bytes(result)));
    }

    @Test
    void a_body_that_is_no_object_would_replace_the_resource_and_is_refused() {
        assertThatThrownBy(() -> apply("{'a':1}", "[1]"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.INVALID));
    }

    @Test
    void type_and_id_cannot_be_changed() {
        assertThatThrownBy(() -> apply("{'resourceType':'Patient','id':'1'}", "{'id':null}"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.UNPROCESSABLE));
    }
}
