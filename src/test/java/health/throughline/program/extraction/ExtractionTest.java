package health.throughline.program.extraction;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Templates and definitions. @see <a href="https://hl7.org/fhir/uv/sdc/extraction.html">SDC, form data extraction</a> */
class ExtractionTest {

    private static final ResourceKey KEY = new ResourceKey("QuestionnaireResponse", "r1");

    /** Knows one profile. */
    private final ResponseExtraction extraction = new ResponseExtraction((type, name) ->
            type.equals("StructureDefinition") && name.url().equals("https://example.org/StructureDefinition/my-goal")
                    ? Optional.of(json("{'resourceType': 'StructureDefinition', 'type': 'Goal'}"))
                    : Optional.empty());

    private Extraction run(String form, ObjectNode response) {
        return extraction.run(Forms.read(form), KEY, response);
    }

    private List<ObjectNode> of(String type, Extraction run) {
        return run.extracted().stream()
                .map(Extracted::resource)
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
    }

    private ObjectNode only(String type, Extraction run) {
        assertThat(of(type, run)).hasSize(1);
        return of(type, run).get(0);
    }

    private static List<String> texts(JsonNode array, String pointer) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.at(pointer).asText()));
        return texts;
    }

    @Test
    void a_context_repeats_its_element_for_each_thing_it_finds() {
        ObjectNode plan = only("CarePlan", run("plan", Forms.read("plan-response")));
        assertThat(texts(plan.path("activity"), "/detail/description"))
                .containsExactly("I skip meals & sleep", "I stop calling");
        assertThat(plan.path("status").asText()).isEqualTo("active");
        assertThat(plan.at("/subject/reference").asText()).isEqualTo("Patient/p1");
        assertThat(plan.at("/supportingInfo/0/reference").asText()).isEqualTo("QuestionnaireResponse/r1");
        assertThat(plan.findValuesAsText("url")).noneMatch(url -> url.contains("templateExtract"));
        assertThat(plan.has("id")).isFalse();
    }

    @Test
    void an_extension_whose_value_is_not_answered_goes_with_it() {
        ObjectNode plan = only("CarePlan", run("plan", Forms.read("plan-response")));
        assertThat(plan.at("/activity/0/detail/extension/0/valueInteger").asInt())
                .isEqualTo(4);
        assertThat(plan.at("/activity/1/detail").has("extension")).isFalse();
    }

    @Test
    void the_narrative_of_a_plan_tells_its_entries_and_can_be_shown() {
        String div = only("CarePlan", run("plan", Forms.read("plan-response")))
                .at("/text/div")
                .asText();
        assertThat(div)
                .contains("My plan &lt;1&gt;", "<h3>Warning signs</h3>", "<li>I skip meals &amp; sleep</li>")
                .doesNotContain(">-<");
    }

    @Test
    void a_group_becomes_one_resource_for_each_instance_that_says_something() {
        Extraction run = run("plan", Forms.read("plan-response"));
        List<ObjectNode> people = of("RelatedPerson", run);
        assertThat(people).hasSize(2);
        assertThat(people.get(0).at("/name/0/given/0").asText()).isEqualTo("Ann");
        assertThat(people.get(0).at("/telecom/0/value").asText()).isEqualTo("555-0101");
        assertThat(people.get(0).at("/relationship/0/coding/0/code").asText()).isEqualTo("SIB");
        assertThat(people.get(1).has("telecom")).isFalse();
        assertThat(people.get(1).has("relationship")).isFalse();
        assertThat(run.issues()).isEmpty();
    }

    @Test
    void references_meet_by_addresses_that_follow_from_the_response() {
        Map<ResourceKey, ObjectNode> settled = settled(Forms.read("plan-response"));
        ResourceKey ann = person(settled, "Ann");
        JsonNode team = settled.entrySet().stream()
                .filter(entry -> entry.getKey().type().equals("CareTeam"))
                .findFirst()
                .orElseThrow()
                .getValue();
        assertThat(team.at("/participant/0/member/reference").asText()).isEqualTo(ann.toString());
        assertThat(settled.values().toString()).doesNotContain("urn:");
    }

    @Test
    void who_is_named_by_an_address_keeps_an_id_when_others_go() {
        ObjectNode fewer = Forms.read("plan-response");
        fewer.withArray("/item").remove(1);
        assertThat(person(settled(fewer), "Bo")).isEqualTo(person(settled(Forms.read("plan-response")), "Bo"));
    }

    private Map<ResourceKey, ObjectNode> settled(ObjectNode response) {
        return new Addresses(KEY).settled(run("plan", response).extracted());
    }

    private static ResourceKey person(Map<ResourceKey, ObjectNode> settled, String name) {
        return settled.entrySet().stream()
                .filter(entry -> entry.getValue().at("/name/0/text").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    void two_instances_with_the_same_address_are_one() {
        ObjectNode twice = Forms.read("plan-response");
        twice.withArray("/item").add(twice.at("/item/1").deepCopy());
        assertThat(of("RelatedPerson", run("plan", twice))).hasSize(2);
    }

    @Test
    void definitions_put_answers_into_the_elements_they_name() {
        Extraction run = run("intake", Forms.read("intake-response"));
        ObjectNode patient = only("Patient", run);
        assertThat(texts(patient.path("name"), "/family")).containsExactly("Lee", "Long");
        assertThat(texts(patient.path("name"), "/use")).containsExactly("official", "official");
        assertThat(texts(patient.at("/name/0/given"), "")).containsExactly("Ann", "Mae");
        assertThat(patient.at("/identifier/0/value").asText()).isEqualTo("17");
        assertThat(patient.at("/identifier/0/system").asText()).isEqualTo("https://example.org/numbers");
        assertThat(patient.path("gender").asText()).isEqualTo("female");
        assertThat(patient.at("/maritalStatus/coding/0/code").asText()).isEqualTo("M");
    }

    @Test
    void each_answer_that_repeats_is_an_element_of_its_own_with_what_belongs_to_it() {
        ObjectNode patient = only("Patient", run("intake", Forms.read("intake-response")));
        assertThat(texts(patient.path("telecom"), "/value")).containsExactly("555-0101", "555-0102", "ann@example.org");
        assertThat(texts(patient.path("telecom"), "/system")).containsExactly("phone", "phone", "email");
    }

    @Test
    void an_element_of_several_types_takes_the_type_of_the_answer() {
        List<ObjectNode> observations = of("Observation", run("intake", Forms.read("intake-response")));
        assertThat(observations.get(0).at("/valueQuantity/value").decimalValue())
                .isEqualByComparingTo("72.5");
        assertThat(observations.get(0).at("/valueQuantity/unit").asText()).isEqualTo("kg");
        assertThat(observations.get(0).path("effectiveDateTime").asText()).isEqualTo("2026-11-02T10:00:00Z");
        assertThat(observations.get(0).at("/subject/reference").asText()).startsWith("urn:uuid:");
        assertThat(observations.get(1).path("valueBoolean").asBoolean()).isTrue();
    }

    @Test
    void a_profile_is_claimed_by_what_is_extracted_for_it() {
        ObjectNode goal = only("Goal", run("intake", Forms.read("intake-response")));
        assertThat(goal.at("/meta/profile/0").asText()).isEqualTo("https://example.org/StructureDefinition/my-goal");
        assertThat(goal.at("/description/text").asText()).isEqualTo("Sleep more");
        assertThat(goal.at("/subject/reference").asText()).startsWith("urn:uuid:");
    }

    @Test
    void a_definition_that_names_no_element_is_reported_and_the_rest_goes_on() {
        Extraction run = run("intake", Forms.read("intake-response"));
        assertThat(run.issues())
                .extracting(Issue::diagnostics)
                .singleElement()
                .asString()
                .contains("Patient.nosuch");
    }
}
