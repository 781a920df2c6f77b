package health.throughline.search.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.search.filter.FilterExpression.And;
import health.throughline.search.filter.FilterExpression.Not;
import health.throughline.search.filter.FilterExpression.Or;
import health.throughline.search.filter.FilterExpression.Step;
import health.throughline.search.filter.FilterExpression.Test;
import health.throughline.search.value.InvalidSearch;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** https://hl7.org/fhir/R4/search_filter.html */
class FilterParserTest {

    private static String shown(FilterExpression filter) {
        if (filter instanceof And and) {
            return joined(" & ", and.all());
        }
        if (filter instanceof Or or) {
            return joined(" | ", or.any());
        }
        if (filter instanceof Not not) {
            return "!" + shown(not.inner());
        }
        Test test = (Test) filter;
        String path = test.path().stream().map(FilterParserTest::shown).collect(Collectors.joining("."));
        return path + " " + test.operator().code() + " <" + test.value() + ">";
    }

    private static String shown(Step step) {
        return step.name() + (step.where() == null ? "" : "[" + shown(step.where()) + "]");
    }

    private static String joined(String by, List<FilterExpression> parts) {
        return "(" + parts.stream().map(FilterParserTest::shown).collect(Collectors.joining(by)) + ")";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "name co \"pet\"; name co <pet>",
                "  given eq \"peter\" and birthdate ge 2014-10-10  ; (given eq <peter> & birthdate ge <2014-10-10>)",
                "code eq http://loinc.org|1234-5; code eq <http://loinc.org|1234-5>",
                "subject.name co \"pet\"; subject.name co <pet>",
                "related[type eq \"has-component\"].target pr true; related[type eq <has-component>].target pr <true>",
                "related[type eq has-component].target re Observation/4; "
                        + "related[type eq <has-component>].target re <Observation/4>",
                "_has:Observation:patient:code eq loinc|1; _has:Observation:patient:code eq <loinc|1>",
                "_has:Encounter:patient[status eq x].date ge 2026; _has:Encounter:patient[status eq <x>].date ge <2026>",
                "subject:Patient.name sw A; subject:Patient.name sw <A>",
                "a eq 1 or b eq 2 and c eq 3; ((a eq <1> | b eq <2>) & c eq <3>)",
                "a eq 1 and b eq 2 or c eq 3; ((a eq <1> & b eq <2>) | c eq <3>)",
                "a eq 1 or (b eq 2 and c eq 3); (a eq <1> | (b eq <2> & c eq <3>))",
                "a eq 1 and b eq 2 and c eq 3; (a eq <1> & b eq <2> & c eq <3>)",
                "not (a eq 1); !a eq <1>",
                "not(a eq 1)and b eq 2; (!a eq <1> & b eq <2>)",
                "not ((a eq 1) or not (b eq 2)); !(a eq <1> | !b eq <2>)",
                "((a eq 1)); a eq <1>",
                "not eq 1; not eq <1>",
                "a eq and; a eq <and>",
                "and eq or or or eq and; (and eq <or> | or eq <and>)",
                "a eq \"x) and ] y\"; a eq <x) and ] y>",
                "a eq \"\\\"\\\\\\/\\u00e9\"; a eq <\"\\/é>",
                "a eq (; a eq <(>",
                "value-quantity gt 5.4|http://unitsofmeasure.org|mg; value-quantity gt <5.4|http://unitsofmeasure.org|mg>",
                "a\teq \t1; a eq <1>",
                "a[b[c eq 1].d eq 2].e eq 3; a[b[c eq <1>].d eq <2>].e eq <3>",
            })
    void a_filter_is_read_from_left_to_right_without_precedence(String text, String read) {
        assertThat(shown(FilterParser.parse(text))).isEqualTo(read);
    }

    @ParameterizedTest
    @EnumSource(FilterOperator.class)
    void every_operator_is_known_by_its_two_letters(FilterOperator operator) {
        assertThat(shown(FilterParser.parse("a " + operator.code() + " 1"))).isEqualTo("a " + operator.code() + " <1>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "``;                   1;  expected the name of a search parameter, 'not (' or '('",
                "a;                    2;  expected a blank and one of the operators eq, ne, co",
                "a[b eq 1;             9;  expected 'and', 'or' or ']'",
                "a[b eq 1] eq 2;       10; expected '.' and a name after the brackets",
                "a. eq 1;              3;  expected the name after the '.'",
                "a.1 eq 1;             3;  expected the name after the '.'",
                "a is 1;               3;  expected one of the operators eq, ne",
                "a EQ 1;               3;  expected one of the operators eq, ne",
                "a eq;                 5;  expected a blank after the operator",
                "a eq\"x\";            5;  expected a blank after the operator",
                "a eq );               6;  expected a value",
                "(a eq 1;              8;  expected 'and', 'or' or ')'",
                "a eq 1);              7;  expected 'and', 'or' or the end",
                "a eq 1 b eq 2;        8;  expected 'and', 'or' or the end",
                "a eq 1 and;           11; expected the name of a search parameter",
                "a eq 1 or or b eq 1;  14; expected one of the operators",
                "not a eq 1;           5;  expected one of the operators",
                "not;                  4;  expected a blank and one of the operators",
                "a eq \"x;             6;  expected a text that ends with a double quote",
                "a eq \"\\x\";         9;  expected one of the escapes of JSON before this place",
                "a eq \"\\u00g0\";     12; expected one of the escapes of JSON before this place",
                "a eq \"\\u0000\";     13; expected one of the escapes of JSON before this place",
                "a eq \"\\;            8;  expected one of the escapes of JSON before this place",
                "`a';drop table x`;    2;  expected a blank and one of the operators",
                "();                    2;  expected the name of a search parameter",
            })
    void an_error_tells_the_position_and_what_was_expected_there(String text, int position, String expected) {
        assertThatThrownBy(() -> FilterParser.parse(text))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageStartingWith("Search parameter '_filter' at position " + position + ": " + expected);
    }

    @org.junit.jupiter.api.Test
    void errors_never_echo_what_was_written() {
        for (String text : Arrays.asList("s3cret", "a s3cret 1", "a eq 1 s3cret", "a[s3cret", "a eq \"s3cret")) {
            assertThatThrownBy(() -> FilterParser.parse(text)).hasMessageNotContaining("s3cret");
        }
    }

    @org.junit.jupiter.api.Test
    void length_depth_and_number_of_comparisons_are_bounded() {
        String deep = "(".repeat(FilterParser.MAX_DEPTH + 1) + "a eq 1" + ")".repeat(FilterParser.MAX_DEPTH + 1);
        assertThatThrownBy(() -> FilterParser.parse(deep)).hasMessageContaining("nested at most 20 deep");
        String brackets = "a[".repeat(FilterParser.MAX_DEPTH + 1);
        assertThatThrownBy(() -> FilterParser.parse(brackets)).hasMessageContaining("nested at most 20 deep");
        String wide = "a eq 1" + " or a eq 1".repeat(FilterParser.MAX_TESTS);
        assertThatThrownBy(() -> FilterParser.parse(wide)).hasMessageContaining("at most 200 comparisons");
        String quoted = "a eq \"" + "x".repeat(FilterParser.MAX_LENGTH) + "\"";
        assertThatThrownBy(() -> FilterParser.parse(quoted)).hasMessageContaining("at most 8000 characters");
    }
}
