package health.throughline.fhir.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expressions of Questionnaires. @see <a href="https://hl7.org/fhir/uv/sdc/expressions.html">SDC expressions</a> */
class ExpressionTest {

    private static final ObjectNode QUESTIONNAIRE = json("""
            {"resourceType": "Questionnaire", "status": "active", "item": [
              {"linkId": "a", "type": "choice", "answerOption": [
                {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/itemWeight", "valueDecimal": 2},
                  {"url": "https://throughline.example/fhir/StructureDefinition/accepted-coding",
                   "valueCoding": {"system": "s", "code": "also-two"}}],
                 "valueCoding": {"system": "s", "code": "two"}},
                {"valueCoding": {"system": "s", "code": "three", "extension": [
                  {"url": "http://hl7.org/fhir/StructureDefinition/ordinalValue", "valueDecimal": 3}]}}]},
              {"linkId": "g", "type": "group", "item": [
                {"linkId": "b", "type": "choice", "answerOption": [{"valueCoding": {"system": "s", "code": "two"}}]}]}]}
            """);

    private static ObjectNode json(String text) {
        return FhirJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Resource response(String answerToA, String answerToB) {
        return Values.resource(json("""
                {"resourceType": "QuestionnaireResponse", "status": "completed", "item": [
                  {"linkId": "a", "answer": [{"valueCoding": %s}]},
                  {"linkId": "g", "item": [{"linkId": "b", "answer": [{"valueCoding": %s}]}]}]}
                """.formatted(answerToA, answerToB)));
    }

    private static Scope scope() {
        return Scope.of(
                response("{\"system\": \"s\", \"code\": \"two\"}", "{\"system\": \"s\", \"code\": \"two\"}"),
                Weights.of(QUESTIONNAIRE));
    }

    private static List<String> values(String expression, Scope scope) {
        return Expression.of(expression, "expression").evaluate(scope, scope.resource()).stream()
                .map(Values::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "%resource.item.where(linkId = 'a').answer.value.weight() # 2",
                "%resource.item.where(linkId = 'a').answer.weight() # 2",
                "%resource.item.where(linkId = 'a').answer.value.ordinal() # 2",
                "%resource.repeat(item).where(linkId = 'b').answer.value.code # two",
                "(1 | 2 | 3).sum() # 6",
                "(1.5 | 2).sum() # 3.5",
                "(3 | 1).min() + (3 | 1).max() # 4",
                "(3 | 1).avg() # 2",
                "'abc'.matches('b') # true",
                "'abc'.matchesFull('b') # false",
                "'abc'.replaceMatches('[ab]', 'x') # xxc",
                "(7.0 / 2).round(0) # 4",
                "(1 | 2).aggregate($this + $total, 0) # 3",
                "iif(true, 1, 2) # 1",
                "%resource.item.descendants().where($this is Coding).count() # 2",
            })
    void standard_functions_and_those_of_sdc_are_known(String expression, String value) {
        assertThat(values(expression, scope())).containsExactly(value);
    }

    @Test
    void nothing_has_no_sum() {
        assertThat(values("%resource.item.where(linkId = 'none').answer.value.weight().sum()", scope()))
                .isEmpty();
    }

    @Test
    void an_accepted_synonym_weighs_what_the_answer_weighs() {
        Scope scope = Scope.of(
                response("{\"system\": \"s\", \"code\": \"also-two\"}", "{\"code\": \"x\"}"),
                Weights.of(QUESTIONNAIRE));
        assertThat(values("%resource.item[0].answer.value.weight()", scope)).containsExactly("2");
    }

    @Test
    void a_weight_that_a_client_writes_into_its_answer_changes_nothing() {
        String tampered = "{\"system\": \"s\", \"code\": \"three\", \"extension\": [{\"url\":"
                + " \"http://hl7.org/fhir/StructureDefinition/itemWeight\", \"valueDecimal\": 0}]}";
        Scope scope = Scope.of(response(tampered, "{\"code\": \"x\"}"), Weights.of(QUESTIONNAIRE));
        assertThat(values("%resource.item[0].answer.value.weight()", scope)).containsExactly("3");
    }

    @Test
    void without_weights_in_the_questionnaire_those_of_the_response_count() {
        String own = "{\"code\": \"x\", \"extension\": [{\"url\":"
                + " \"http://hl7.org/fhir/StructureDefinition/itemWeight\", \"valueDecimal\": 5}]}";
        Scope scope = Scope.of(response("{\"code\": \"two\"}", own), Weights.of(QUESTIONNAIRE));
        assertThat(values("%resource.repeat(item).where(linkId = 'b').answer.value.weight()", scope))
                .containsExactly("5");
    }

    @Test
    void a_variable_sees_those_before_it() {
        ObjectNode element = json("""
                {"extension": [
                  {"url": "http://hl7.org/fhir/StructureDefinition/variable",
                   "valueExpression": {"name": "one", "language": "text/fhirpath", "expression": "1"}},
                  {"url": "http://hl7.org/fhir/StructureDefinition/variable",
                   "valueExpression": {"name": "two", "language": "text/fhirpath", "expression": "%one + 1"}}]}
                """);
        Scope scope = scope();
        assertThat(values(
                        "%two + %user.length()",
                        scope.with(Variable.of(element, "it"), scope.resource())
                                .with("user", List.of(new StringType("abc")))))
                .containsExactly("5");
    }

    @Test
    void an_unknown_variable_is_refused_by_the_expressions_name() {
        assertThatThrownBy(() -> values("%nobody", scope()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("The expression (%nobody)");
    }

    @Test
    void values_stay_out_of_messages() {
        Scope scope = scope().with("secret", List.of(new StringType("told-in-confidence")));
        assertThatThrownBy(() -> values("(%secret | 1).sum()", scope))
                .isInstanceOf(Refusal.class)
                .hasMessageNotContaining("told-in-confidence");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1 +", "item.where(", "'", "", "nosuchfunction()", "'a'.memberOf('b')", "1.5.round(1000000)"})
    void what_cannot_be_read_or_bounded_is_refused(String expression) {
        assertThatThrownBy(() -> Expression.of(expression, "expression")).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a'.repeat('b' & $this)",
                "(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30)"
                        + ".aggregate($total & $total, 'aaaaaaaaaa')",
                "(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30)"
                        + ".aggregate($total.combine($total), 1)",
                "(1|2|3|4|5|6|7|8|9|10|11|12|13|14|15|16|17|18|19|20|21|22|23|24|25|26|27|28|29|30)"
                        + ".aggregate($total * $total, 7.1)",
                "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab'.matches('(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)(.*)c')",
                "'1E999999999'.toDecimal() + 1",
                "'aaaaaaaaaa'.replace('a','aaaaaaaaaa').replace('a','aaaaaaaaaa').replace('a','aaaaaaaaaa')"
                        + ".replace('a','aaaaaaaaaa').replace('a','aaaaaaaaaa').replace('a','aaaaaaaaaa')"
            })
    void endless_work_ends(String expression) {
        Instant start = Instant.now();
        assertThatThrownBy(() -> values(expression, scope()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("expression");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void loops_within_loops_end() {
        String all = "%resource.descendants()";
        String loops = all + ".where(" + all + ".where(" + all + ".where(" + all + ".where(" + all + ".where(" + all
                + ".exists($this is Patient))))))";
        assertThatThrownBy(() -> values(loops, scope()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("too much work");
    }
}
