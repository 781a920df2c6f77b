package health.throughline.program.extraction;

import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.contract.QuestionnaireFolders;
import health.throughline.fhir.FhirJson;
import health.throughline.testing.Call;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code QuestionnaireResponse/$extract}, and what our own forms become by themselves.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/OperationDefinition-QuestionnaireResponse-extract.html">SDC $extract</a>
 */
class ExtractIT {

    private static String patient;

    @BeforeAll
    static void patient() {
        patient = "Patient/"
                + Call.post("/Patient", json("{'resourceType': 'Patient'}"))
                        .send()
                        .expect(201)
                        .id();
    }

    private static ObjectNode of(ObjectNode response) {
        return FhirJson.parse(response.toString()
                .replace("Patient/example", patient)
                .replace("Patient/p1", patient)
                .getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> types(JsonNode bundle) {
        List<String> types = new ArrayList<>();
        bundle.path("entry")
                .forEach(entry ->
                        types.add(entry.path("resource").path("resourceType").asText()));
        return types;
    }

    private static ObjectNode plan(String status) {
        return of(Objects.requireNonNull(
                        QuestionnaireFolders.examples("relapse-prevention-plan").get("whole-plan")))
                .put("id", unique("plan-"))
                .put("status", status);
    }

    private static ObjectNode only(String type, String search) {
        List<JsonNode> found =
                Call.get("/" + type + "?" + search).send().expect(200).resources();
        assertThat(found).as(type + "?" + search).hasSize(1);
        return (ObjectNode) found.get(0);
    }

    @Test
    void a_questionnaire_that_is_sent_along_decides_what_a_response_becomes() {
        ObjectNode parameters = json("{'resourceType': 'Parameters', 'parameter': [{'name':"
                + " 'questionnaire-response'}, {'name': 'questionnaire'}]}");
        ((ObjectNode) parameters.at("/parameter/0")).set("resource", of(Forms.read("plan-response")));
        ((ObjectNode) parameters.at("/parameter/1")).set("resource", Forms.read("plan"));
        JsonNode bundle = Call.post("/QuestionnaireResponse/$extract", parameters)
                .send()
                .expect(200)
                .json();
        assertThat(bundle.path("type").asText()).isEqualTo("transaction");
        assertThat(types(bundle)).containsExactly("CarePlan", "CareTeam", "RelatedPerson", "RelatedPerson");
        assertThat(bundle.findValuesAsText("method")).containsOnly("POST");
    }

    @Test
    void the_transaction_can_be_sent_as_it_is() {
        String url = "https://example.org/Questionnaire/" + unique("q");
        Call.post("/Questionnaire", Forms.read("plan").put("url", url)).send().expect(201);
        String id = Call.post(
                        "/QuestionnaireResponse",
                        of(Forms.read("plan-response")).put("questionnaire", url))
                .send()
                .expect(201)
                .id();
        String find = "patient=" + patient + "&name=Ann";
        assertThat(Call.get("/RelatedPerson?" + find).send().matches()).isEmpty();
        for (int time = 1; time <= 2; time++) {
            JsonNode bundle = Call.get("/QuestionnaireResponse/" + id + "/$extract")
                    .send()
                    .expect(200)
                    .json();
            Call.post("", bundle).send().expect(200);
            ObjectNode ann = only("RelatedPerson", find);
            JsonNode team = Call.get("/CareTeam?participant=RelatedPerson/"
                            + ann.path("id").asText())
                    .send()
                    .expect(200)
                    .json();
            assertThat(team.path("entry")).hasSize(1);
        }
    }

    @Test
    void scores_are_part_of_it() {
        ObjectNode response =
                of(QuestionnaireFolders.examples("phq-9").values().iterator().next());
        response.remove("id");
        JsonNode bundle = Call.post("/QuestionnaireResponse/$extract", response)
                .send()
                .expect(200)
                .json();
        assertThat(types(bundle)).containsOnly("Observation");
        assertThat(bundle.toString()).contains("44261-6").doesNotContain("derivedFrom");
    }

    @Test
    void conditions_and_problems_are_told() {
        ObjectNode parameters =
                json("{'resourceType': 'Parameters', 'parameter': [{'name': 'response'}, {'name': 'questionnaire'}]}");
        ((ObjectNode) parameters.at("/parameter/0")).set("resource", Forms.read("intake-response"));
        ((ObjectNode) parameters.at("/parameter/1")).set("resource", Forms.read("intake"));
        JsonNode answer = Call.post("/QuestionnaireResponse/$extract", parameters)
                .send()
                .expect(200)
                .json();
        assertThat(answer.at("/parameter/0/name").asText()).isEqualTo("return");
        assertThat(answer.at("/parameter/0/resource/entry/0/request/ifNoneExist")
                        .asText())
                .isEqualTo("identifier=17");
        assertThat(answer.at("/parameter/1/name").asText()).isEqualTo("issues");
        assertThat(answer.at("/parameter/1/resource").toString()).contains("Patient.nosuch", "my-goal");
    }

    @Test
    void a_response_that_becomes_nothing_says_so() {
        ObjectNode parameters = json("{'resourceType': 'Parameters', 'parameter': [{'name': 'response', 'resource':"
                + " {'resourceType': 'QuestionnaireResponse', 'status': 'completed'}}, {'name': 'questionnaire',"
                + " 'resource': {'resourceType': 'Questionnaire', 'status': 'active'}}]}");
        assertThat(Call.post("/QuestionnaireResponse/$extract", parameters)
                        .send()
                        .expect(200)
                        .issueCode())
                .isEqualTo("informational");
        Call.post("/QuestionnaireResponse/$extract", json("{'resourceType': 'Patient'}"))
                .send()
                .expect(400);
    }

    @Test
    void our_own_plan_form_becomes_a_plan_when_it_is_completed() {
        ObjectNode draft = plan("in-progress");
        String id = draft.path("id").asText();
        Call.put("/QuestionnaireResponse/" + id, draft).send().expect(201);
        String find = "supporting-info=QuestionnaireResponse/" + id;
        Call.put("/QuestionnaireResponse/" + id, draft.put("status", "completed"))
                .send()
                .expect(200);
        List<JsonNode> plans = Call.get("/CarePlan?subject=" + patient + "&_count=100")
                .send()
                .expect(200)
                .resources();
        JsonNode plan = plans.stream()
                .filter(one -> one.toString().contains("QuestionnaireResponse/" + id))
                .findFirst()
                .orElseThrow(() -> new AssertionError(find + " in " + plans));
        assertThat(plan.at("/text/div").asText()).contains("<li>");
        assertThat(plan.toString()).doesNotContain("urn:");
        for (String reference : plan.findValuesAsText("reference")) {
            if (reference.matches("(Goal|CareTeam|RelatedPerson)/[0-9a-f]{32}")) {
                Call.get("/" + reference).send().expect(200);
            }
        }
    }

    @Test
    void an_amendment_changes_the_same_resources_and_leaves_alone_what_it_does_not_change() {
        ObjectNode response = plan("completed");
        String id = response.path("id").asText();
        Call.put("/QuestionnaireResponse/" + id, response).send().expect(201);
        JsonNode bundle = Call.get("/QuestionnaireResponse/" + id + "/$extract")
                .send()
                .expect(200)
                .json();
        String person = keyOf("RelatedPerson", bundle);
        ObjectNode moved = Call.get("/" + person).send().expect(200).json();
        moved.withArray("/telecom").addObject().put("system", "email").put("value", "new@example.org");
        Call.put("/" + person, moved).send().expect(200);
        Call.put("/QuestionnaireResponse/" + id, response.put("status", "amended"))
                .send()
                .expect(200);
        assertThat(Call.get("/" + person).send().expect(200).text()).contains("new@example.org");
        assertThat(Call.get("/" + keyOf("CarePlan", bundle)).send().expect(200).version())
                .isEqualTo(Call.get("/" + keyOf("CarePlan", bundle) + "/_history")
                        .send()
                        .expect(200)
                        .json()
                        .path("total")
                        .asText());
        Call.delete("/QuestionnaireResponse/" + id).send().expect(204);
        assertThat(Call.get("/" + keyOf("CarePlan", bundle))
                        .send()
                        .expect(200)
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("entered-in-error");
        assertThat(Call.get("/" + person)
                        .send()
                        .expect(200)
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse();
    }

    private static String keyOf(String type, JsonNode bundle) {
        for (JsonNode entry : bundle.path("entry")) {
            if (entry.path("resource").path("resourceType").asText().equals(type)) {
                return type + "/" + entry.path("resource").path("id").asText();
            }
        }
        throw new AssertionError("no " + type);
    }
}
