package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Json;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/observation-operation-lastn.html: the table of examples in its description. */
class CodeGroupsTest {

    private static JsonNode coded(String... codes) {
        return Json.json("{'coding':["
                + String.join(
                        ",",
                        Arrays.stream(codes)
                                .map(code ->
                                        "{'system':'urn:s','code':'" + code + "','display':'" + Math.random() + "'}")
                                .toList())
                + "],'text':'any'}");
    }

    private static long groups(JsonNode... codes) {
        CodeGroups groups = new CodeGroups();
        List.of(codes).forEach(groups::add);
        return Arrays.stream(codes).map(groups::of).distinct().count();
    }

    @Test
    void different_codes_are_different_groups() {
        assertThat(groups(coded("a"), coded("b"), coded("c"))).isEqualTo(3);
    }

    @Test
    void translations_are_equal_and_equality_is_transitive() {
        assertThat(groups(coded("a"), coded("b"), coded("a", "c"))).isEqualTo(2);
        assertThat(groups(coded("a"), coded("b"), coded("a", "b"))).isEqualTo(1);
        assertThat(groups(coded("a", "b"), coded("c", "d"), coded("d", "b"))).isEqualTo(1);
    }

    @Test
    void the_system_is_part_of_the_code() {
        assertThat(groups(coded("a"), Json.json("{'coding':[{'code':'a'}]}"))).isEqualTo(2);
    }

    @Test
    void codes_of_text_are_told_apart_as_written() {
        assertThat(groups(Json.json("{'text':'textM'}"), Json.json("{'text':'Text'}"), Json.json("{'text':'t e x t'}")))
                .isEqualTo(3);
        assertThat(groups(Json.json("{'text':'Text'}"), Json.json("{'text':'Text'}")))
                .isEqualTo(1);
    }
}
