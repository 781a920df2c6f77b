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

    private static List<String> sqlPaths(String type, String expression) {
        return ElementPath.compile(type, expression).jsonPaths().stream()
                .map(path -> path.datatype() + " " + path.text())
                .toList();
    }

    @Test
    void casts_choices_and_filters_are_said_in_sql_json() {
        assertThat(sqlPaths("Observation", "(Observation.value as CodeableConcept)"))
                .containsExactly("CodeableConcept $.\"valueCodeableConcept\"[*]");
        assertThat(sqlPaths("Patient", "Patient.telecom.where(system='phone')"))
                .containsExactly("ContactPoint $.\"telecom\" ? (@.\"system\" == \"phone\")[*]");
        assertThat(sqlPaths("List", "List.entry.where(deleted.empty() or deleted != true).item"))
                .containsExactly("Reference $.\"entry\" ? (!exists(@ ? (@.\"deleted\" == true))).\"item\"[*]");
        assertThat(sqlPaths("Patient", "Patient.deceased.exists() and Patient.deceased != false"))
                .singleElement()
                .asString()
                .startsWith("boolean exists($.\"deceasedBoolean\"");
    }

    @Test
    void a_text_in_a_filter_cannot_become_part_of_the_path() {
        assertThat(sqlPaths("Patient", "Patient.telecom.where(system='\") || (1 == 1')"))
                .containsExactly("ContactPoint $.\"telecom\" ? (@.\"system\" == \"\\\") || (1 == 1\")[*]");
    }

    @Test
    void a_binding_may_imply_several_systems() {
        BoundCodes intent = ElementPath.compile("Task", "Task.intent").boundCodes();
        assertThat(intent.implies("http://hl7.org/fhir/request-intent", "order"))
                .isTrue();
        assertThat(intent.implies("http://hl7.org/fhir/task-intent", "order")).isFalse();
        assertThat(intent.implies("http://hl7.org/fhir/task-intent", "unknown")).isTrue();
        assertThat(intent.systemOf("order")).contains("http://hl7.org/fhir/request-intent");
        assertThat(ElementPath.compile("Patient", "Patient.gender").boundCodes().bySystem())
                .containsOnlyKeys("http://hl7.org/fhir/administrative-gender");
        assertThat(ElementPath.compile("Patient", "Patient.language")
                        .boundCodes()
                        .isEmpty())
                .isTrue();
    }
}
