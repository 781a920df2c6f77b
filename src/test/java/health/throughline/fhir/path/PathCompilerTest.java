package health.throughline.fhir.path;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathCompilerTest {

    private static final ObjectNode EPISODE = json(
            "{'resourceType':'EpisodeOfCare','extension':[" + "{'url':'urn:a','valueCodeableConcept':{'text':'first'}},"
                    + "{'url':'urn:b','valueCodeableConcept':{'text':'other'}},"
                    + "{'url':'urn:a','valueString':'of another type'},"
                    + "{'url':'urn:a','valueCodeableConcept':{'text':'second'}}]}");

    private static List<String> texts(String type, String expression, ObjectNode resource) {
        ElementPath path = ElementPath.compile(type, expression);
        assertThat(path).as(expression).isInstanceOf(TreePath.class);
        List<String> texts = new ArrayList<>();
        path.values(
                resource,
                value -> texts.add(
                        value.node().isObject()
                                ? value.text("text")
                                : value.node().asText()));
        return texts;
    }

    @Test
    void the_value_of_an_extension_is_found_by_its_url() {
        for (String expression : List.of(
                "EpisodeOfCare.extension('urn:a').value.as(CodeableConcept)",
                "EpisodeOfCare.extension( 'urn:a' ).value.ofType(CodeableConcept)",
                "EpisodeOfCare.extension.where(url = 'urn:a').value.as(CodeableConcept)",
                "(EpisodeOfCare.extension('urn:a').value as CodeableConcept)")) {
            assertThat(texts("EpisodeOfCare", expression, EPISODE)).containsExactly("first", "second");
        }
        assertThat(texts("EpisodeOfCare", "EpisodeOfCare.extension('urn:c').value.as(CodeableConcept)", EPISODE))
                .isEmpty();
    }

    @Test
    void the_datatype_of_an_extension_is_that_of_its_cast() {
        assertThat(ElementPath.compile("EpisodeOfCare", "EpisodeOfCare.extension('urn:a').value.as(CodeableConcept)")
                        .datatypes())
                .containsExactly("CodeableConcept");
    }

    @Test
    void elements_with_another_text_or_none_are_those_that_do_not_have_it() {
        ObjectNode list = json("{'resourceType':'List','entry':[{'item':{'text':'a'}},"
                + "{'item':{'text':'b'},'deleted':true},{'item':{'text':'c'},'deleted':false}]}");
        assertThat(texts("List", "List.entry.where(deleted.empty() or deleted != true).item", list))
                .containsExactly("a", "c");
    }

    @Test
    void the_resource_itself_can_be_asked_for_what_it_contains() {
        String expression = "Observation.where(code.coding.where(code='craving').exists()).value.as(integer)";
        String observation =
                "{'resourceType':'Observation','code':{'coding':[{'code':'x'},{'code':'%s'}]}," + "'valueInteger':7}";
        assertThat(texts("Observation", expression, json(observation, "craving")))
                .containsExactly("7");
        assertThat(texts("Observation", expression, json(observation, "mood"))).isEmpty();
    }

    @Test
    void codings_of_one_system_are_told_apart() {
        ObjectNode plan = json("{'resourceType':'CarePlan','activity':[{'detail':{'code':{'coding':["
                + "{'system':'urn:s','text':'in'},{'system':'urn:t','text':'out'}]}}}]}");
        assertThat(texts("CarePlan", "CarePlan.activity.detail.code.coding.where(system = 'urn:s')", plan))
                .containsExactly("in");
    }
}
