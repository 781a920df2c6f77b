package health.throughline.program.form;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Canonical;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Forms put together from parts. */
class FormAssemblyTest {

    private static final String SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

    private final Map<String, ObjectNode> parts = new HashMap<>();
    private final FormAssembly assembly =
            new FormAssembly((String type, Canonical name) -> Optional.ofNullable(parts.get(name.url())));

    private static ObjectNode form(String url, String extensions, String items) {
        return json(
                "{'resourceType': 'Questionnaire', 'url': '%s', 'version': '2', 'status': 'active',"
                        + " 'extension': [%s], 'item': [%s]}",
                url, extensions, items);
    }

    private void part(String url, String extensions, String items) {
        parts.put(url, form(url, extensions, items));
    }

    private static String names(String part) {
        return "{'linkId': 'place-of-" + part + "', 'type': 'display', 'extension': [{'url': '" + SDC
                + "subQuestionnaire', 'valueCanonical': '" + part + "'}]}";
    }

    private static String question(String linkId) {
        return "{'linkId': '" + linkId + "', 'type': 'string'}";
    }

    private static List<String> linkIds(JsonNode form) {
        return form.findValuesAsText("linkId");
    }

    @Test
    void each_part_gives_its_items_in_its_place_at_any_depth() {
        part("mood", "", question("sad"));
        part("home", "", question("alone") + "," + names("mood"));
        ObjectNode whole = assembly.assemble(form(
                "all",
                "",
                question("first") + ",{'linkId': 'g', 'type': 'group', 'item': [" + names("home") + "]},"
                        + question("last")));
        assertThat(linkIds(whole)).containsExactly("first", "g", "alone", "sad", "last");
        assertThat(linkIds(whole.at("/item/1/item"))).containsExactly("alone", "sad");
    }

    @Test
    void the_whole_says_what_it_was_assembled_from_and_expects_no_more_assembly() {
        ObjectNode whole = assembly.assemble(form(
                "all", "{'url': '" + SDC + "assemble-expectation', 'valueCode': 'assemble-root'}", question("one")));
        assertThat(whole.path("version").asText()).isEqualTo("2-assembled");
        assertThat(whole.path("extension")).hasSize(1);
        assertThat(whole.at("/extension/0/url").asText()).isEqualTo(SDC + "assembledFrom");
        assertThat(whole.at("/extension/0/valueCanonical").asText()).isEqualTo("all|2");
    }

    @Test
    void what_the_expressions_of_a_part_need_comes_along_once() {
        String variable =
                "{'url': 'http://hl7.org/fhir/StructureDefinition/variable', 'valueExpression': {'name': 'points',"
                        + " 'language': 'text/fhirpath', 'expression': '1'}}";
        part("a", variable, question("a1"));
        part("b", variable, question("b1"));
        ObjectNode whole = assembly.assemble(form("all", "", names("a") + "," + names("b")));
        assertThat(whole.path("extension").findValuesAsText("name")).containsExactly("points");
    }

    @Test
    void the_same_part_may_come_twice_with_a_prefix_for_its_link_ids_and_conditions() {
        part(
                "person",
                "{'url': '" + SDC + "assembleContext', 'valueString': 'linkIdPrefix'}",
                question("name") + ",{'linkId': 'phone', 'type': 'string', 'enableWhen': [{'question': 'name',"
                        + " 'operator': 'exists', 'answerBoolean': true}]}");
        ObjectNode whole = assembly.assemble(form("all", "", group("friend") + "," + group("doctor")));
        assertThat(linkIds(whole))
                .containsExactly("friend", "friend-name", "friend-phone", "doctor", "doctor-name", "doctor-phone");
        assertThat(whole.at("/item/1/item/1/enableWhen/0/question").asText()).isEqualTo("doctor-name");
    }

    private static String group(String name) {
        return "{'linkId': '" + name + "', 'type': 'group', 'extension': [{'url':"
                + " 'http://hl7.org/fhir/StructureDefinition/variable', 'valueExpression': {'name': 'linkIdPrefix',"
                + " 'language': 'text/fhirpath', 'expression': '\\u0027" + name + "-\\u0027'}}], 'item': ["
                + names("person") + "]}";
    }

    @Test
    void two_items_with_one_link_id_are_refused_with_the_remedy() {
        part("mood", "", question("sad"));
        assertRefused(form("all", "", question("sad") + "," + names("mood")), "linkIdPrefix");
    }

    @Test
    void a_part_that_is_not_known_or_contains_itself_is_refused() {
        assertRefused(form("all", "", names("nowhere")), "not known here");
        part("a", "", names("b"));
        part("b", "", names("a"));
        assertRefused(form("all", "", names("a")), "contains itself");
        part("all", "", names("all"));
        assertRefused(form("all", "", names("all")), "contains itself");
    }

    private void assertRefused(ObjectNode form, String remedy) {
        assertThatThrownBy(() -> assembly.assemble(form))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(remedy);
    }

    @Test
    void the_form_that_was_given_stays_as_it_was() {
        part("mood", "", question("sad"));
        ObjectNode given = form("all", "", names("mood"));
        ObjectNode before = given.deepCopy();
        assembly.assemble(given);
        assertThat(given).isEqualTo(before);
        assertThat(linkIds(parts.getOrDefault("mood", given))).containsExactly("sad");
    }
}
