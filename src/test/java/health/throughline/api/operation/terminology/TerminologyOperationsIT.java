package health.throughline.api.operation.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/terminology-service.html over HTTP, on shipped, published and stored definitions. */
class TerminologyOperationsIT {

    private static final String OWN = "https://throughline.example/fhir";
    private static final String FRUIT = "http://example.org/terminology-operations/fruit";

    @BeforeAll
    static void store() {
        put("CodeSystem", "terminology-operations-fruit", """
                "status":"active","content":"complete","caseSensitive":true,"hierarchyMeaning":"is-a","version":"2",
                "property":[{"code":"colour","type":"code"}],
                "concept":[{"code":"fruit","display":"Fruit","property":[{"code":"notSelectable","valueBoolean":true}],
                 "concept":[{"code":"apple","display":"Apple","property":[{"code":"colour","valueCode":"red"}],
                  "designation":[{"language":"de","value":"Apfel"}]},
                 {"code":"pear","display":"Pear","property":[{"code":"status","valueCode":"retired"}]}]}]""");
        put(
                "ValueSet",
                "terminology-operations-fruit",
                "\"status\":\"active\",\"compose\":{\"include\":[{\"system\":\"" + FRUIT + "\"}]}");
        put("ConceptMap", "terminology-operations-fruit", """
                "status":"active","group":[{"source":"%s","target":"urn:other",
                "element":[{"code":"apple","target":[{"code":"A","equivalence":"wider"}]}],
                "unmapped":{"mode":"fixed","code":"X"}}]""".formatted(FRUIT));
    }

    private static void put(String type, String id, String members) {
        String json =
                "{\"resourceType\":\"" + type + "\",\"id\":\"" + id + "\",\"url\":\"" + FRUIT + "\"," + members + "}";
        ObjectNode resource = FhirJson.parse(json.getBytes(StandardCharsets.UTF_8));
        assertThat(Call.put("/" + type + "/" + id, resource).send().status()).isLessThan(300);
    }

    private static String text(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static List<String> codes(JsonNode valueSet) {
        List<String> codes = new ArrayList<>();
        valueSet.path("expansion")
                .path("contains")
                .forEach(one -> codes.add(one.path("code").asText()));
        return codes;
    }

    private static String parameter(Reply reply, String name) {
        for (JsonNode parameter : reply.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.properties().stream()
                        .filter(child -> child.getKey().startsWith("value"))
                        .map(child -> child.getValue().asText())
                        .findFirst()
                        .orElse("");
            }
        }
        return "";
    }

    @Test
    void an_expansion_is_filtered_by_words_and_cut_into_pages() {
        Reply first = Call.get("/ValueSet/$expand?count=1&url=" + FRUIT).send();
        assertThat(first.json().path("expansion").path("total").asInt()).isEqualTo(3);
        assertThat(codes(first.json())).containsExactly("fruit");
        Reply second = Call.get("/ValueSet/terminology-operations-fruit/$expand?count=5&offset=1")
                .send();
        assertThat(codes(second.json())).containsExactly("apple", "pear");
        Reply words = Call.get("/ValueSet/$expand?filter=apf&url=" + FRUIT).send();
        assertThat(codes(words.json())).containsExactly("apple");
    }

    @Test
    void inactive_and_grouping_codes_are_left_out_when_asked() {
        Reply active = Call.get("/ValueSet/$expand?activeOnly=true&excludeNotForUI=true&url=" + FRUIT)
                .send();
        assertThat(codes(active.json())).containsExactly("apple");
    }

    @Test
    void a_display_is_given_in_the_language_asked_for_and_with_its_designations() {
        Reply german = Call.get(
                        "/ValueSet/$expand?filter=apple&displayLanguage=de&includeDesignations=true&url=" + FRUIT)
                .send();
        JsonNode apple = german.json().path("expansion").path("contains").path(0);
        assertThat(apple.path("display").asText()).isEqualTo("Apfel");
        assertThat(apple.path("designation").size()).isEqualTo(1);
    }

    @Test
    void a_value_set_in_the_request_is_expanded_too() {
        String parameters = """
                {"resourceType":"Parameters","parameter":[{"name":"valueSet","resource":{"resourceType":"ValueSet",
                "status":"active","compose":{"include":[{"system":"%s","concept":[{"code":"pear"}]}]}}}]}""".formatted(FRUIT);
        Reply reply = Call.post("/ValueSet/$expand", FhirJson.parse(parameters.getBytes(StandardCharsets.UTF_8)))
                .send();
        assertThat(codes(reply.json())).containsExactly("pear");
    }

    @Test
    void what_ships_is_expanded_by_its_url() {
        Reply reply = Call.get("/ValueSet/$expand?url=" + text(OWN + "/ValueSet/plan-section"))
                .send();
        assertThat(codes(reply.json())).contains("trigger", "warning-sign");
    }

    @Test
    void a_code_is_validated_in_value_set_and_code_system() {
        String query = "?url=" + FRUIT + "&code=apple&system=" + FRUIT;
        assertThat(parameter(Call.get("/ValueSet/$validate-code" + query).send(), "result"))
                .isEqualTo("true");
        assertThat(parameter(
                        Call.get("/ValueSet/$validate-code" + query + "&display=Apfel")
                                .send(),
                        "result"))
                .isEqualTo("true");
        assertThat(parameter(
                        Call.get("/ValueSet/$validate-code" + query + "&display=Pear")
                                .send(),
                        "result"))
                .isEqualTo("false");
        assertThat(parameter(
                        Call.get("/CodeSystem/$validate-code?url=" + FRUIT + "&code=nut")
                                .send(),
                        "result"))
                .isEqualTo("false");
        assertThat(parameter(
                        Call.get("/CodeSystem/$validate-code?abstract=false&url=" + FRUIT + "&code=fruit")
                                .send(),
                        "result"))
                .isEqualTo("false");
    }

    @Test
    void the_privacy_codes_that_r4_lacks_are_known() {
        Reply reply = Call.get("/CodeSystem/$validate-code?code=42CFRPart2CD&url="
                        + text("http://terminology.hl7.org/CodeSystem/v3-ActCode"))
                .send();
        assertThat(parameter(reply, "result")).isEqualTo("true");
    }

    @Test
    void a_lookup_tells_properties_and_relatives() {
        Reply reply = Call.get("/CodeSystem/$lookup?code=apple&system=" + FRUIT).send();
        assertThat(parameter(reply, "display")).isEqualTo("Apple");
        assertThat(reply.text())
                .contains("\"valueCode\":\"parent\"")
                .contains("colour")
                .contains("Apfel");
        assertThat(Call.get("/CodeSystem/$lookup?code=nut&system=" + FRUIT)
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void codes_are_compared_by_the_hierarchy() {
        String query = "/CodeSystem/$subsumes?system=" + FRUIT + "&codeA=%s&codeB=%s";
        assertThat(parameter(Call.get(query.formatted("fruit", "pear")).send(), "outcome"))
                .isEqualTo("subsumes");
        assertThat(parameter(Call.get(query.formatted("pear", "fruit")).send(), "outcome"))
                .isEqualTo("subsumed-by");
        assertThat(parameter(Call.get(query.formatted("pear", "apple")).send(), "outcome"))
                .isEqualTo("not-subsumed");
        assertThat(parameter(Call.get(query.formatted("pear", "pear")).send(), "outcome"))
                .isEqualTo("equivalent");
    }

    @Test
    void codes_are_found_by_their_properties() {
        String parameters = """
                {"resourceType":"Parameters","parameter":[{"name":"system","valueUri":"%s"},
                {"name":"property","part":[{"name":"code","valueCode":"colour"},{"name":"value","valueCode":"red"}]}]}""".formatted(FRUIT);
        Reply reply = Call.post(
                        "/CodeSystem/$find-matches", FhirJson.parse(parameters.getBytes(StandardCharsets.UTF_8)))
                .send();
        assertThat(reply.text()).contains("\"code\":\"apple\"").doesNotContain("\"code\":\"pear\"");
    }

    @Test
    void a_map_translates_both_ways_and_says_what_it_does_with_the_rest() {
        String query = "/ConceptMap/$translate?url=" + FRUIT;
        Reply forward = Call.get(query + "&code=apple&system=" + FRUIT).send();
        assertThat(parameter(forward, "result")).isEqualTo("true");
        assertThat(forward.text()).contains("\"code\":\"A\"").contains("wider");
        Reply backward =
                Call.get(query + "&code=A&system=urn:other&reverse=true").send();
        assertThat(backward.text()).contains("\"code\":\"apple\"").contains("narrower");
        assertThat(Call.get(query + "&code=pear&system=" + FRUIT).send().text()).contains("\"code\":\"X\"");
    }

    @Test
    void what_cannot_be_answered_is_refused_with_the_remedy() {
        assertThat(Call.get("/ValueSet/$expand").send().status()).isEqualTo(400);
        assertThat(Call.get("/ValueSet/$expand?url=urn:nothing").send().status())
                .isEqualTo(404);
        assertThat(Call.get("/ValueSet/$expand?count=-1&url=" + FRUIT).send().status())
                .isEqualTo(400);
        assertThat(Call.get("/ValueSet/$expand?context=x&url=" + FRUIT).send().status())
                .isEqualTo(400);
        assertThat(Call.get("/ValueSet/$validate-code?url=" + FRUIT).send().status())
                .isEqualTo(400);
        Reply version = Call.get("/ValueSet/$expand?check-system-version=" + text(FRUIT + "|1") + "&url=" + FRUIT)
                .send();
        assertThat(version.status()).isEqualTo(400);
        assertThat(version.text()).contains("in version 2");
    }
}
