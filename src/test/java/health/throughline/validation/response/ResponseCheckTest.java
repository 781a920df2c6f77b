package health.throughline.validation.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.validation.Policy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/questionnaireresponse.html: what answers must be, said of the element and without the value. */
class ResponseCheckTest {

    private static final String FORM = """
            {"resourceType":"Questionnaire","url":"urn:form","item":[
             {"linkId":"drinks","type":"boolean","required":true},
             {"linkId":"how-many","type":"integer","required":true,
              "enableWhen":[{"question":"drinks","operator":"=","answerBoolean":true}],
              "extension":[{"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":50}]},
             {"linkId":"people","type":"group","repeats":true,"item":[
               {"linkId":"name","type":"string","maxLength":10,"required":true},
               {"linkId":"role","type":"choice","answerOption":[{"valueCoding":{"system":"s","code":"friend"}}]},
               {"linkId":"other","type":"string",
                "enableWhen":[{"question":"role","operator":"exists","answerBoolean":false}]}]}]}""";

    private static List<Issue> issues(String status, String items, Policy policy) {
        ObjectNode form = json(FORM);
        OptionCheck options = new OptionCheck(new OptionCheck.ValueSets() {
            @Override
            public CodeCheck check(String valueSet, String system, String code) {
                return CodeCheck.unknown("none");
            }

            @Override
            public CodeCheck check(ObjectNode valueSet, String system, String code) {
                return CodeCheck.unknown("none");
            }
        });
        ResponseCheck check = new ResponseCheck(
                (String type, Canonical name) -> name.url().equals("urn:form") ? Optional.of(form) : Optional.empty(),
                options,
                policy);
        return check.check(
                json("{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"urn:form\",\"status\":\"" + status
                        + "\",\"item\":[" + items + "]}"));
    }

    private static ObjectNode json(String text) {
        return FhirJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> places(String status, String items) {
        return issues(status, items, Policy.ENFORCE).stream()
                .map(issue -> issue.code() + " " + issue.expression())
                .toList();
    }

    private static String item(String linkId, String answers, String items) {
        return "{\"linkId\":\"" + linkId + "\"" + (answers.isEmpty() ? "" : ",\"answer\":[" + answers + "]")
                + (items.isEmpty() ? "" : ",\"item\":[" + items + "]") + "}";
    }

    private static final String NO = item("drinks", "{\"valueBoolean\":false}", "");
    private static final String YES = item("drinks", "{\"valueBoolean\":true}", "");

    @Test
    void what_is_asked_and_answered_passes() {
        assertThat(places("completed", YES + "," + item("how-many", "{\"valueInteger\":3}", "")))
                .isEmpty();
        assertThat(places("completed", NO)).isEmpty();
    }

    @Test
    void a_required_question_is_missed_only_when_it_is_asked_and_the_response_is_done() {
        assertThat(places("completed", YES)).containsExactly("required QuestionnaireResponse.item");
        assertThat(places("in-progress", YES)).isEmpty();
    }

    @Test
    void what_was_not_asked_is_not_answered() {
        assertThat(places("completed", NO + "," + item("how-many", "{\"valueInteger\":3}", "")))
                .containsExactly("business-rule QuestionnaireResponse.item[1]");
    }

    @Test
    void an_answer_has_the_type_the_range_and_the_length_of_its_item() {
        assertThat(places("in-progress", item("how-many", "{\"valueString\":\"3\"}", "")))
                .containsExactly("value QuestionnaireResponse.item[0].answer[0].value");
        assertThat(places("in-progress", item("how-many", "{\"valueInteger\":51}", "")))
                .containsExactly("value QuestionnaireResponse.item[0].answer[0].value");
        String name = item("people", "", item("name", "{\"valueString\":\"a name too long\"}", ""));
        assertThat(places("in-progress", name))
                .containsExactly("too-long QuestionnaireResponse.item[0].item[0].answer[0].value");
    }

    @Test
    void a_choice_is_one_of_those_offered() {
        String role = item("role", "{\"valueCoding\":{\"system\":\"s\",\"code\":\"boss\"}}", "");
        assertThat(places("in-progress", item("people", "", role)))
                .containsExactly("code-invalid QuestionnaireResponse.item[0].item[0].answer[0].value");
    }

    @Test
    void within_a_repeating_group_the_question_of_the_same_repetition_decides() {
        String named = item("name", "{\"valueString\":\"A\"}", "");
        String role = item("role", "{\"valueCoding\":{\"system\":\"s\",\"code\":\"friend\"}}", "");
        String other = item("other", "{\"valueString\":\"x\"}", "");
        String first = item("people", "", named + "," + role);
        assertThat(places("completed", NO + "," + first + "," + item("people", "", named + "," + other)))
                .containsExactly("business-rule QuestionnaireResponse.item[2].item[1]");
        assertThat(places("completed", NO + "," + item("people", "", named + "," + other)))
                .isEmpty();
    }

    @Test
    void unknown_misplaced_and_repeated_items_are_told_apart() {
        assertThat(places("in-progress", item("nothing", "", ""))).hasSize(1);
        assertThat(issues("in-progress", item("name", "", ""), Policy.ENFORCE)
                        .get(0)
                        .diagnostics())
                .contains("wrong place");
        assertThat(places("in-progress", NO + "," + NO)).containsExactly("structure QuestionnaireResponse");
        assertThat(places("in-progress", item("drinks", "{\"valueBoolean\":true},{\"valueBoolean\":true}", "")))
                .containsExactly("structure QuestionnaireResponse.item[0].answer");
    }

    @Test
    void no_message_holds_a_value() {
        String secret = item("how-many", "{\"valueString\":\"secret\"}", "") + ","
                + item("people", "", item("name", "{\"valueString\":\"secret and long\"}", ""));
        assertThat(issues("completed", secret, Policy.ENFORCE))
                .noneMatch(issue -> issue.diagnostics().contains("secret"));
    }

    @Test
    void a_lenient_policy_makes_warnings_and_an_unknown_form_is_one() {
        assertThat(issues("completed", YES, Policy.WARN))
                .extracting(Issue::severity)
                .containsExactly(Issue.Severity.WARNING);
        assertThat(issues("completed", YES, Policy.OFF)).isEmpty();
    }
}
