package health.throughline.program.form;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.terminology.CodeCheck;
import health.throughline.validation.Policy;
import health.throughline.validation.response.OptionCheck;
import health.throughline.validation.response.ResponseCheck;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Instruments that leave questions out, asked step by step. */
class AdaptiveFormTest {

    private static final String BASE = "https://throughline.example/fhir/Questionnaire/";
    private static final String NOT_AT_ALL = "LA6568-5";
    private static final String SEVERAL_DAYS = "LA6569-3";
    private static final String MOST_DAYS = "LA6570-1";
    private static final String NO = "LA32-8";
    private static final String YES = "LA33-6";
    private static final List<String> REST = List.of("44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3");
    private static final AdaptiveForm FORM = form();

    private static AdaptiveForm form() {
        ShippedDefinitions shipped = ShippedDefinitions.load(Set.of("c-ssrs"));
        OptionCheck options = new OptionCheck(new OptionCheck.ValueSets() {
            @Override
            public CodeCheck check(String valueSet, String system, String code) {
                return CodeCheck.unknown("not needed");
            }

            @Override
            public CodeCheck check(ObjectNode valueSet, String system, String code) {
                return CodeCheck.unknown("not needed");
            }
        });
        Clock clock = Clock.fixed(Instant.parse("2026-11-27T08:00:00Z"), ZoneOffset.UTC);
        return new AdaptiveForm(shipped, new ResponseCheck(shipped, options, Policy.ENFORCE), clock);
    }

    private static ObjectNode response(String form) {
        return json(
                "{'resourceType': 'QuestionnaireResponse', 'status': 'in-progress', 'questionnaire': '%s'}",
                BASE + form);
    }

    private static List<String> asked(String form, Map<String, String> answers) {
        return new StepByStep(FORM::next, response(form), answers).questions();
    }

    @Test
    void the_first_step_brings_the_text_above_the_questions_and_the_first_of_them() {
        ObjectNode first = FORM.next(response("phq-9-adaptive"));
        assertThat(first.path("status").asText()).isEqualTo("in-progress");
        assertThat(first.path("authored").asText()).isEqualTo("2026-11-27T08:00:00Z");
        assertThat(first.at("/contained/0/derivedFrom/0").asText()).isEqualTo(BASE + "phq-9-adaptive|1.0.0");
        assertThat(first.at("/contained/0/item").findValuesAsText("linkId")).containsExactly("stem", "44250-9");
    }

    @Test
    void the_phq_9_ends_after_three_questions_when_there_is_little_sign_of_depression() {
        assertThat(asked("phq-9-adaptive", Map.of("44250-9", NOT_AT_ALL, "44255-8", NOT_AT_ALL, "44260-8", NOT_AT_ALL)))
                .containsExactly("44250-9", "44255-8", "44260-8");
    }

    @Test
    void two_points_do_not_open_the_other_questions_of_the_phq_9_and_three_do() {
        assertThat(asked(
                        "phq-9-adaptive",
                        Map.of("44250-9", SEVERAL_DAYS, "44255-8", SEVERAL_DAYS, "44260-8", NOT_AT_ALL)))
                .containsExactly("44250-9", "44255-8", "44260-8", "69722-7");
        Map<String, String> answers = new HashMap<>(Map.of("44250-9", SEVERAL_DAYS, "44255-8", MOST_DAYS));
        REST.forEach(question -> answers.put(question, NOT_AT_ALL));
        answers.put("44260-8", NOT_AT_ALL);
        assertThat(asked("phq-9-adaptive", answers))
                .startsWith("44250-9", "44255-8", "44259-0")
                .containsAll(REST)
                .endsWith("44260-8", "69722-7");
    }

    @Test
    void thoughts_of_death_open_the_other_questions_of_the_phq_9_whatever_the_first_two_say() {
        List<String> asked =
                asked("phq-9-adaptive", Map.of("44250-9", NOT_AT_ALL, "44255-8", NOT_AT_ALL, "44260-8", SEVERAL_DAYS));
        assertThat(asked).startsWith("44250-9", "44255-8", "44260-8").containsAll(REST);
    }

    @Test
    void a_skipped_first_question_of_the_phq_9_is_no_0() {
        assertThat(asked("phq-9-adaptive", Map.of("44255-8", NOT_AT_ALL))).containsAll(REST);
    }

    @Test
    void the_audit_goes_from_1_to_9_for_who_never_drinks() {
        assertThat(asked("audit", Map.of("68518-0", "LA6270-8"))).containsExactly("68518-0", "97739-7", "97740-5");
    }

    @Test
    void the_audit_goes_from_3_to_9_for_who_drinks_little_at_a_time() {
        assertThat(asked("audit", Map.of("68518-0", "LA18926-8", "68519-8", "LA15694-5", "68520-6", "LA6270-8")))
                .containsExactly("68518-0", "68519-8", "68520-6", "97739-7", "97740-5");
        assertThat(asked("audit", Map.of("68518-0", "LA18926-8", "68519-8", "LA15695-2", "68520-6", "LA6270-8")))
                .hasSize(10);
    }

    @Test
    void the_c_ssrs_asks_about_method_intent_and_plan_only_after_thoughts_and_when_only_after_ever() {
        assertThat(asked("c-ssrs", Map.of("93246-7", NO, "93247-5", NO, "93267-3", NO)))
                .containsExactly("93246-7", "93247-5", "93267-3");
        assertThat(asked("c-ssrs", Map.of("93246-7", YES, "93247-5", YES, "93267-3", YES)))
                .containsExactly("93246-7", "93247-5", "93248-3", "93249-1", "93250-9", "93267-3", "93269-9");
    }

    @Test
    void what_was_asked_is_to_be_answered_with_one_of_its_options() {
        ObjectNode first = FORM.next(response("phq-9-adaptive"));
        first.withArray("/item")
                .add(json("{'linkId': '44250-9', 'answer': [{'valueCoding': {'system': 'http://loinc.org',"
                        + " 'code': 'LA33-6'}}]}"));
        assertThatThrownBy(() -> FORM.next(first))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.issues())
                                .anyMatch(issue -> String.valueOf(issue.expression())
                                        .startsWith("QuestionnaireResponse.item[0]")));
    }

    @Test
    void an_answer_to_what_was_not_asked_is_refused() {
        ObjectNode first = FORM.next(response("phq-9-adaptive"));
        first.withArray("/item")
                .add(json("{'linkId': '44260-8', 'answer': [{'valueCoding': {'system': 'http://loinc.org',"
                        + " 'code': 'LA6568-5'}}]}"));
        assertThatThrownBy(() -> FORM.next(first)).isInstanceOf(Refusal.class).hasMessageContaining("linkId");
    }

    @Test
    void a_form_that_is_not_known_or_not_contained_is_said_to_be_missing() {
        assertThatThrownBy(() -> FORM.next(response("nothing")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("not known");
        ObjectNode lost = response("phq-9").put("questionnaire", "#asked");
        assertThatThrownBy(() -> FORM.next(lost))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("contains no Questionnaire");
    }
}
