package health.throughline.fhir.terminology;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/valueset.html#composition. */
class ValueSetExpanderTest {

    /** animal > (mammal > (dog, cat), bird); dog is also a pet by property; fish is retired and stands alone. */
    private static final ObjectNode ANIMALS = json("{'resourceType':'CodeSystem','url':'urn:animals','version':'2',"
            + "'content':'complete','hierarchyMeaning':'is-a','property':[{'code':'legs','type':'integer'}],'concept':["
            + "{'code':'animal','display':'Animal','concept':["
            + "  {'code':'mammal','concept':["
            + "    {'code':'dog','display':'Dog','property':[{'code':'legs','valueInteger':4},{'code':'parent','valueCode':'pet'}]},"
            + "    {'code':'cat','property':[{'code':'legs','valueInteger':4}]}]},"
            + "  {'code':'bird','property':[{'code':'legs','valueInteger':2}]}]},"
            + "{'code':'pet','property':[{'code':'notSelectable','valueBoolean':true}]},"
            + "{'code':'fish','property':[{'code':'status','valueCode':'retired'}]}]}");

    private final Map<String, ObjectNode> valueSets = new HashMap<>();
    private final Map<String, ObjectNode> systems = new HashMap<>(Map.of("urn:animals", ANIMALS));

    private List<String> codes(ObjectNode valueSet, int limit) {
        return new ValueSetExpander(
                        name -> Optional.ofNullable(valueSets.get(name.url())),
                        name -> Optional.ofNullable(systems.get(name.url())).map(CodeSystem::of),
                        limit)
                .expand(valueSet).members().stream().map(Expansion.Member::code).toList();
    }

    private List<String> codes(String compose) {
        return codes(valueSet("urn:top", compose), 10_000);
    }

    private static ObjectNode valueSet(String url, String compose) {
        return json("{'resourceType':'ValueSet','url':'" + url + "','compose':{" + compose + "}}");
    }

    private List<String> filtered(String property, String op, String value) {
        return codes("'include':[{'system':'urn:animals','filter':[{'property':'" + property + "','op':'" + op
                + "','value':'" + value + "'}]}]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "concept; is-a; mammal; mammal dog cat",
                "concept; is-a; pet; dog pet",
                "concept; descendent-of; animal; mammal dog cat bird",
                "concept; is-not-a; animal; pet fish",
                "concept; generalizes; dog; animal mammal dog pet",
                "legs; =; 4; dog cat",
                "legs; in; 2,4; dog cat bird",
                "legs; not-in; 4; animal mammal bird pet fish",
                "legs; exists; true; dog cat bird",
                "legs; exists; false; animal mammal pet fish",
                "code; regex; .a.; cat",
                "display; =; Dog; dog",
                "code; in; cat, fish; cat fish",
                "parent; =; pet; dog",
                "child; =; dog; mammal pet",
                "status; =; retired; fish"
            })
    void a_filter_selects_the_codes_that_satisfy_it(String property, String op, String value, String found) {
        assertThat(filtered(property, op, value)).containsExactlyInAnyOrder(found.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "concept; is-a; nothing; no such code",
                "legs; is-a; 4; another property than 'concept'",
                "wings; =; 2; does not have",
                "legs; exists; maybe; true or false",
                "code; regex; ((; not a regular expression",
                "code; matches; x; R4 does not define",
            })
    void a_filter_that_cannot_be_answered_is_refused(String property, String op, String value, String why) {
        assertThatThrownBy(() -> filtered(property, op, value))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_regular_expression_that_explodes_is_refused_and_does_not_run_on() {
        String code = "a".repeat(60) + "!";
        systems.put("urn:long", json("{'url':'urn:long','content':'complete','concept':[{'code':'" + code + "'}]}"));
        assertThatThrownBy(() -> codes("'include':[{'system':'urn:long','filter':["
                        + "{'property':'code','op':'regex','value':'.*.*.*.*.*.*.*.*.*.*b'}]}]"))
                .hasMessageContaining("too much work");
    }

    @Test
    void includes_add_up_and_excludes_take_away() {
        assertThat(codes("'include':[{'system':'urn:animals'},{'system':'urn:x','concept':[{'code':'rock'}]}],"
                        + "'exclude':[{'system':'urn:animals','concept':[{'code':'fish'},{'code':'pet'}]}]"))
                .containsExactly("animal", "mammal", "bird", "dog", "cat", "rock");
    }

    @Test
    void listed_codes_need_no_code_system() {
        assertThat(codes("'include':[{'system':'urn:unknown','concept':[{'code':'a'},{'code':'b'}]}]"))
                .containsExactly("a", "b");
    }

    @Test
    void inactive_codes_go_where_the_definition_says_so() {
        assertThat(codes("'inactive':false,'include':[{'system':'urn:animals'}]"))
                .doesNotContain("fish")
                .contains("cat");
    }

    @Test
    void imports_narrow_an_include_and_each_other() {
        valueSets.put(
                "urn:four",
                valueSet(
                        "urn:four",
                        "'include':[{'system':'urn:animals','filter':[{'property':'legs','op':'=','value':'4'}]}]"));
        valueSets.put(
                "urn:pets", valueSet("urn:pets", "'include':[{'system':'urn:animals','concept':[{'code':'dog'}]}]"));
        assertThat(codes("'include':[{'valueSet':['urn:four']}]")).containsExactly("dog", "cat");
        assertThat(codes("'include':[{'valueSet':['urn:four','urn:pets']}]")).containsExactly("dog");
        assertThat(codes("'include':[{'system':'urn:animals','concept':[{'code':'cat'},{'code':'bird'}],"
                        + "'valueSet':['urn:four']}]"))
                .containsExactly("cat");
    }

    @Test
    void value_sets_that_import_each_other_in_a_circle_are_refused() {
        valueSets.put("urn:a", valueSet("urn:a", "'include':[{'valueSet':['urn:b']}]"));
        valueSets.put("urn:b", valueSet("urn:b", "'include':[{'valueSet':['urn:a|1']}]"));
        assertThatThrownBy(() -> codes("'include':[{'valueSet':['urn:a']}]")).hasMessageContaining("imports itself");
        valueSets.put("urn:top", valueSet("urn:top", "'include':[{'valueSet':['urn:top']}]"));
        assertThatThrownBy(() -> codes("'include':[{'valueSet':['urn:top']}]")).hasMessageContaining("imports itself");
    }

    @Test
    void a_value_set_imported_many_times_over_is_worked_out_once() {
        valueSets.put("urn:v0", valueSet("urn:v0", "'include':[{'system':'urn:animals'}]"));
        for (int i = 1; i < 25; i++) {
            String below = "{'valueSet':['urn:v" + (i - 1) + "']}";
            valueSets.put("urn:v" + i, valueSet("urn:v" + i, "'include':[" + below + "," + below + "]"));
        }
        assertThat(codes("'include':[{'valueSet':['urn:v24']}]")).hasSize(7);
    }

    @Test
    void what_is_not_here_is_refused() {
        assertThatThrownBy(() -> codes("'include':[{'system':'urn:unknown'}]"))
                .hasMessageContaining("code system that is not on this server");
        assertThatThrownBy(() -> codes("'include':[{'valueSet':['urn:unknown']}]"))
                .hasMessageContaining("not on this server");
        systems.put("urn:part", json("{'url':'urn:part','content':'fragment','concept':[{'code':'a'}]}"));
        assertThatThrownBy(() -> codes("'include':[{'system':'urn:part'}]")).hasMessageContaining("not 'complete'");
    }

    @Test
    void a_hierarchy_of_another_meaning_is_refused() {
        systems.put(
                "urn:parts",
                json("{'url':'urn:parts','content':'complete','hierarchyMeaning':'part-of','concept':[{'code':'a'}]}"));
        assertThatThrownBy(() -> codes("'include':[{'system':'urn:parts','filter':["
                        + "{'property':'concept','op':'is-a','value':'a'}]}]"))
                .hasMessageContaining("not is-a");
    }

    @Test
    void an_expansion_with_too_many_codes_is_refused() {
        assertThatThrownBy(() -> codes(valueSet("urn:top", "'include':[{'system':'urn:animals'}]"), 3))
                .hasMessageContaining("more than 3 codes")
                .extracting(refusal -> ((Refusal) refusal).reason())
                .isEqualTo(Refusal.Reason.TOO_COSTLY);
    }

    @Test
    void an_expansion_that_is_there_already_is_taken_where_there_is_no_definition_or_none_that_can_be_followed() {
        String expansion = "'expansion':{'timestamp':'2026-01-01','contains':[{'system':'urn:x','code':'a','contains':["
                + "{'system':'urn:x','code':'b'}]},{'display':'only a heading','abstract':true}]}";
        assertThat(codes(json("{" + expansion + "}"), 10)).containsExactly("a", "b");
        assertThat(codes(json("{'compose':{'include':[{'system':'urn:unknown'}]}," + expansion + "}"), 10))
                .containsExactly("a", "b");
        assertThatThrownBy(() -> codes(json("{'expansion':{'total':7,'contains':[{'code':'a'}]}}"), 10))
                .hasMessageContaining("one page");
        assertThatThrownBy(() -> codes(json("{'url':'urn:nothing'}"), 10)).hasMessageContaining("neither");
    }

    @Test
    void codes_are_found_in_any_case_only_where_the_system_says_that_case_does_not_matter() {
        CodeSystem exact = CodeSystem.of(ANIMALS);
        assertThat(exact.find("DOG")).isEmpty();
        ObjectNode loose = ANIMALS.deepCopy().put("caseSensitive", false);
        assertThat(CodeSystem.of(loose).below("MAMMAL")).containsExactly("mammal", "dog", "cat");
        assertThat(CodeSystem.of(loose).above("cat")).containsExactly("cat", "mammal", "animal");
    }

    @Test
    void a_hierarchy_that_runs_in_a_circle_ends() {
        CodeSystem circle = CodeSystem.of(json("{'content':'complete','concept':["
                + "{'code':'a','property':[{'code':'subsumedBy','valueCode':'b'}]},"
                + "{'code':'b','property':[{'code':'subsumedBy','valueCode':'a'}]}]}"));
        assertThat(circle.below("a")).containsExactly("a", "b");
    }
}
