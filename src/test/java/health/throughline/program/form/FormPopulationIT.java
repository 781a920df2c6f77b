package health.throughline.program.form;

import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Forms filled in beforehand from the record.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/STU3/populate.html">SDC, form population</a>
 */
class FormPopulationIT {

    private static final String SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
    private static final String FORM = "https://example.org/Questionnaire/" + unique("fill");
    private static String patient;
    private static String form;

    @BeforeAll
    static void recordAndForm() {
        patient =
                "Patient/" + Call.post("/Patient", json("""
                        {'resourceType': 'Patient', 'name': [{'given': ['Rosa'], 'family': 'Lind'}],
                         'birthDate': '1990-05-04', 'managingOrganization': {'display': 'The programme'}}
                        """)).send().expect(201).id();
        weight(1, 70);
        weight(40, 80);
        goal("Sleep through the night", "active");
        goal("Call a friend", "active");
        goal("An old one", "cancelled");
        form = Call.post("/Questionnaire", form()).send().expect(201).id();
    }

    private static void weight(int daysAgo, int kilograms) {
        Call.post(
                        "/Observation",
                        json(
                                "{'resourceType': 'Observation', 'status': 'final', 'code': {'coding': [{'system':"
                                        + " 'http://loinc.org', 'code': '29463-7'}]}, 'subject': {'reference': '%s'},"
                                        + " 'effectiveDateTime': '%s', 'valueQuantity': {'value': %d, 'unit': 'kg',"
                                        + " 'system': 'http://unitsofmeasure.org', 'code': 'kg'}}",
                                patient,
                                Instant.now()
                                        .minus(daysAgo, ChronoUnit.DAYS)
                                        .truncatedTo(ChronoUnit.SECONDS)
                                        .toString(),
                                kilograms))
                .send()
                .expect(201);
    }

    private static void goal(String text, String status) {
        Call.post("/Goal", json("""
                        {'resourceType': 'Goal', 'lifecycleStatus': '%s', 'description': {'text': '%s'},
                         'subject': {'reference': '%s'}}
                        """, status, text, patient)).send().expect(201);
    }

    private static String expression(String name, String expression) {
        return "{'url': '" + SDC + name + "', 'valueExpression': {'language': 'text/fhirpath', 'expression': '"
                + expression + "'}}";
    }

    private static String item(String linkId, String type, String extension) {
        return "{'linkId': '" + linkId + "', 'text': 'Question', 'type': '" + type + "', 'extension': [" + extension
                + "]}";
    }

    private static ObjectNode form() {
        String weight = "'code': [{'system': 'http://loinc.org', 'code': '29463-7'}], 'text': 'Weight', 'extension': [{"
                + "'url': '" + SDC + "observationLinkPeriod', 'valueDuration': {'value': 2, 'unit': 'weeks', 'system':"
                + " 'http://unitsofmeasure.org', 'code': 'wk'}}]";
        String goals = "{'linkId': 'goals', 'text': 'Goals', 'type': 'group', 'repeats': true, 'extension': [{'url':"
                + " 'http://hl7.org/fhir/StructureDefinition/variable', 'valueExpression': {'name': 'found', 'language':"
                + " 'application/x-fhir-query', 'expression':"
                + " 'Goal?subject={{%patient.id}}&lifecycle-status=active&_sort=_lastUpdated'}},"
                + " {'url': '" + SDC + "itemPopulationContext', 'valueExpression': {'name': 'goal', 'language':"
                + " 'text/fhirpath', 'expression': '%found.entry.resource'}}], 'item': ["
                + item("goal", "string", expression("initialExpression", "%goal.description.text")) + ","
                + item("goal-itself", "reference", expression("initialExpression", "%goal"))
                + "]}";
        return json("{'resourceType': 'Questionnaire', 'url': '" + FORM
                + "', 'version': '1', 'status': 'active', 'item': ["
                + item("name", "string", expression("initialExpression", "%patient.name.given.first()")) + ","
                + item("born", "date", expression("initialExpression", "%patient.birthDate")) + ","
                + item("wrong", "string", expression("initialExpression", "%patient.where(")) + ","
                + item("whoever", "string", expression("initialExpression", "%user.name.text")) + ","
                + "{'linkId': 'weight', 'type': 'quantity', " + weight + "},"
                + "{'linkId': 'weight-number', 'type': 'decimal', " + weight + "},"
                + "{'linkId': 'usual', 'text': 'Usual', 'type': 'integer', 'initial': [{'valueInteger': 3}]},"
                + goals + "]}");
    }

    private static JsonNode part(Reply reply, String name) {
        for (JsonNode parameter : reply.json().path("parameter")) {
            if (parameter.path("name").asText().equals(name)) {
                return parameter.path("resource");
            }
        }
        throw new AssertionError("there is no " + name + " in " + reply.text());
    }

    private static Reply populated() {
        return Call.get("/Questionnaire/" + form + "/$populate?subject=" + patient)
                .send()
                .expect(200);
    }

    private static List<JsonNode> items(String linkId) {
        return part(populated(), "response").findParents("linkId").stream()
                .filter(item -> item.path("linkId").asText().equals(linkId))
                .toList();
    }

    private static JsonNode answer(String linkId) {
        return Optional.of(items(linkId))
                .filter(found -> found.size() == 1)
                .map(found -> found.get(0).at("/answer/0"))
                .orElseThrow(() -> new AssertionError("not one item " + linkId));
    }

    @Test
    void a_response_in_progress_names_the_form_and_whom_it_is_about() {
        JsonNode response = part(populated(), "response");
        assertThat(response.path("status").asText()).isEqualTo("in-progress");
        assertThat(response.path("questionnaire").asText()).isEqualTo(FORM + "|1");
        assertThat(response.at("/subject/reference").asText()).isEqualTo(patient);
        assertThat(response.path("authored").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void expressions_and_initial_values_become_answers_of_the_type_of_their_item() {
        assertThat(answer("name").path("valueString").asText()).isEqualTo("Rosa");
        assertThat(answer("born").path("valueDate").asText()).isEqualTo("1990-05-04");
        assertThat(answer("usual").path("valueInteger").asInt()).isEqualTo(3);
    }

    @Test
    void the_newest_observation_within_the_period_is_taken() {
        assertThat(answer("weight").at("/valueQuantity/value").asInt()).isEqualTo(70);
        assertThat(answer("weight-number").path("valueDecimal").asInt()).isEqualTo(70);
    }

    @Test
    void a_repeating_group_is_filled_once_for_each_resource_found() {
        assertThat(items("goal"))
                .extracting(item -> item.at("/answer/0/valueString").asText())
                .containsExactly("Sleep through the night", "Call a friend");
        assertThat(items("goal-itself"))
                .allMatch(item ->
                        item.at("/answer/0/valueReference/reference").asText().startsWith("Goal/"));
    }

    @Test
    void an_expression_that_is_wrong_costs_its_answer_and_is_reported() {
        Reply reply = populated();
        assertThat(part(reply, "issues").at("/issue/0/diagnostics").asText()).contains("'wrong'");
        assertThat(items("wrong")).isEmpty();
    }

    @Test
    void what_needs_a_context_that_was_not_given_stays_empty() {
        assertThat(items("whoever")).isEmpty();
        assertThat(part(populated(), "issues").toString()).doesNotContain("whoever");
    }

    @Test
    void the_form_may_be_named_by_its_canonical_or_sent_along_with_contexts() {
        Reply byName = Call.get("/Questionnaire/$populate?canonical=" + FORM + "&subject=" + patient)
                .send()
                .expect(200);
        assertThat(part(byName, "response").findValuesAsText("valueString")).contains("Rosa");
        ObjectNode parameters = json("""
                {'resourceType': 'Parameters', 'parameter': [
                  {'name': 'subject', 'valueReference': {'reference': '%s'}},
                  {'name': 'canonical', 'valueUri': '%s'},
                  {'name': 'context', 'part': [{'name': 'name', 'valueString': 'user'}, {'name': 'content',
                   'resource': {'resourceType': 'Practitioner', 'name': [{'text': 'Dr. Ames'}]}}]}]}
                """, patient, FORM);
        assertThat(part(Call.post("/Questionnaire/$populate", parameters).send().expect(200), "response")
                        .findValuesAsText("valueString"))
                .contains("Dr. Ames");
    }

    @Test
    void what_is_missing_or_unknown_is_refused_with_the_remedy() {
        assertThat(Call.get("/Questionnaire/" + form + "/$populate")
                        .send()
                        .expect(400)
                        .diagnostics())
                .contains("subject");
        assertThat(Call.get("/Questionnaire/$populate?subject=" + patient)
                        .send()
                        .expect(400)
                        .diagnostics())
                .contains("canonical");
        Call.get("/Questionnaire/$populate?canonical=urn:nothing&subject=" + patient)
                .send()
                .expect(404);
        Call.get("/Questionnaire/" + form + "/$populate?subject=Patient/" + unique("no"))
                .send()
                .expect(404);
    }

    @Test
    void the_plan_for_staying_well_is_filled_in_without_a_complaint_and_may_be_stored() {
        Reply reply = Call.get("/Questionnaire/$populate?canonical=https://throughline.example/fhir/Questionnaire/"
                        + "relapse-prevention-plan&subject=" + patient)
                .send()
                .expect(200);
        assertThat(reply.json().path("parameter")).hasSize(1);
        Call.post("/QuestionnaireResponse", part(reply, "response")).send().expect(201);
    }
}
