package health.throughline.api.operation.terminology;

import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Reply;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/terminology-service.html#closure and https://hl7.org/fhir/R4/terminologycapabilities.html */
class ClosureIT {

    private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";

    private final String name = "table-" + UUID.randomUUID();

    private Reply closure(String more) {
        return post(
                        "/$closure",
                        json("{'resourceType':'Parameters','parameter':[{'name':'name','valueString':'" + name + "'}"
                                + more + "]}"))
                .send();
    }

    private static String concept(String code) {
        return ",{'name':'concept','valueCoding':{'system':'" + ACT + "','code':'" + code + "'}}";
    }

    private static String since(int version) {
        return ",{'name':'version','valueId':'" + version + "'}";
    }

    @Test
    void a_table_begins_empty_and_tells_what_each_code_brings() {
        assertThat(closure("").expect(200).json().path("version").asText()).isEqualTo("0");
        JsonNode first = closure(concept("IMP") + concept("AMB")).expect(200).json();
        assertThat(first.path("version").asText()).isEqualTo("1");
        assertThat(first.has("group")).isFalse();
        JsonNode second = closure(concept("ACUTE")).expect(200).json();
        JsonNode element = second.path("group").path(0).path("element").path(0);
        assertThat(second.path("group").path(0).path("source").asText()).isEqualTo(ACT);
        assertThat(element.path("code").asText()).isEqualTo("ACUTE");
        assertThat(element.path("target").path(0).path("code").asText()).isEqualTo("IMP");
        assertThat(element.path("target").path(0).path("equivalence").asText()).isEqualTo("subsumes");
    }

    @Test
    void codes_that_are_there_already_change_nothing() {
        closure("").expect(200);
        closure(concept("IMP")).expect(200);
        JsonNode again = closure(concept("IMP")).expect(200).json();
        assertThat(again.path("version").asText()).isEqualTo("1");
        assertThat(again.has("group")).isFalse();
    }

    @Test
    void a_client_that_lost_answers_is_told_everything_since_a_version() {
        closure("").expect(200);
        closure(concept("ACUTE")).expect(200);
        closure(concept("IMP")).expect(200);
        assertThat(closure(since(1)).expect(200).text()).contains("ACUTE", "IMP");
        assertThat(closure(since(2)).expect(200).json().has("group")).isFalse();
    }

    @Test
    void naming_a_table_alone_begins_it_again() {
        closure("").expect(200);
        closure(concept("ACUTE") + concept("IMP")).expect(200);
        assertThat(closure("").expect(200).json().path("version").asText()).isEqualTo("0");
        assertThat(closure(since(0)).expect(200).json().has("group")).isFalse();
    }

    @Test
    void what_is_wrong_is_refused_with_a_remedy() {
        assertThat(closure(concept("IMP")).expect(404).diagnostics()).contains("'name' alone");
        closure("").expect(200);
        assertThat(closure(concept("not-a-code")).expect(400).diagnostics()).doesNotContain("not-a-code");
        assertThat(closure(concept("IMP") + since(1)).expect(400).diagnostics()).contains("either");
        assertThat(closure(",{'name':'version','valueId':'x'}").expect(400).diagnostics())
                .contains("version");
        get("/$closure?name=" + name).send().expect(405);
    }

    @Test
    void the_terminology_that_is_known_is_stated() {
        JsonNode statement =
                get("/metadata?mode=terminology").send().expect(200).json();
        assertThat(statement.path("resourceType").asText()).isEqualTo("TerminologyCapabilities");
        assertThat(statement.path("codeSystem").findValuesAsText("uri"))
                .contains(ACT, "https://throughline.example/fhir/CodeSystem/checkin-item");
        assertThat(statement.path("expansion").path("paging").asBoolean()).isTrue();
    }
}
