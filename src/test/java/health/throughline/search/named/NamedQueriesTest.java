package health.throughline.search.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.fhir.definition.NamedQueryDefinition;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.value.InvalidSearch;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#query */
class NamedQueriesTest {

    /** Late in the evening of the 22nd in New York. */
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-23T03:30:00Z"), ZoneId.of("America/New_York"));

    private static final NamedQueries QUERIES = queries(
            "status=open&severity={severity}&date=ge{since.start}&date=lt{until.end}&owner={owner}&"
                    + "_filter=not (code eq {code}) and id ne x&_sort=-date",
            parameter("severity", "token", false, true, "high,moderate"),
            parameter("since", "date", false, false, "{today-7d}"),
            parameter("until", "date", false, false, "{today}"),
            parameter("owner", "reference", false, true, ""),
            parameter("code", "token", true, false, ""));

    private static NamedQueries queries(String search, NamedQueryDefinition.Parameter... parameters) {
        return new NamedQueries(
                List.of(new NamedQueryDefinition("urn:q", "Task", "work", "Work to do.", search, List.of(parameters))),
                CLOCK);
    }

    private static NamedQueryDefinition.Parameter parameter(
            String name, String kind, boolean required, boolean many, String fallback) {
        return new NamedQueryDefinition.Parameter(name, kind, required, many, fallback, "About " + name + ".");
    }

    private static List<String> expanded(String... asked) {
        return QUERIES.expand(List.of("Task"), parameters(asked)).stream()
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .toList();
    }

    private static List<Parameter> parameters(String... asked) {
        List<Parameter> parameters = new ArrayList<>();
        for (String one : asked) {
            String[] parts = one.split("=", 2);
            parameters.add(new Parameter(parts[0], parts[1]));
        }
        return parameters;
    }

    @Test
    void defaults_hold_and_terms_without_a_value_are_left_out() {
        assertThat(expanded("_query=work", "code=a"))
                .containsExactly(
                        "status=open",
                        "severity=high,moderate",
                        "date=ge2026-11-15T00:00:00-05:00",
                        "date=lt2026-11-23T00:00:00-05:00",
                        "_filter=not (code eq \"a\") and id ne x",
                        "_sort=-date");
    }

    @Test
    void what_is_given_takes_the_place_of_defaults() {
        assertThat(expanded(
                        "_query=work",
                        "code=sys|a",
                        "severity=low",
                        "since=2026-03",
                        "until=2026-06-30T10:00:00Z",
                        "owner=Practitioner/1,Practitioner/2"))
                .containsExactly(
                        "status=open",
                        "severity=low",
                        "date=ge2026-03-01T00:00:00-05:00",
                        "date=lt2026-06-30T10:00:00Z",
                        "owner=Practitioner/1,Practitioner/2",
                        "_filter=not (code eq \"sys|a\") and id ne x",
                        "_sort=-date");
    }

    @Test
    void ordinary_parameters_stay_and_their_order_wins() {
        assertThat(expanded("_query=work", "patient=1", "code=a", "_sort=owner", "_count=5"))
                .startsWith("patient=1", "_sort=owner", "_count=5", "status=open")
                .doesNotContain("_sort=-date");
        assertThat(expanded("patient=1")).containsExactly("patient=1");
    }

    @Test
    void what_is_given_cannot_leave_its_place_in_a_filter() {
        assertThat(expanded("_query=work", "code=a\") or (id ne \"x"))
                .contains("_filter=not (code eq \"a\\\") or (id ne \\\"x\") and id ne x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "_query=none;                      names a query that Task does not have. It has: work.",
                "_query=;                          names a query that Task does not have",
                "_query=work;                      needs the parameter 'code': About code.",
                "_query:not=work code=a;           '_query' takes no modifier and no chain",
                "_query=work _query=work code=a;   '_query' is given once",
                "_query=work code=a code=b;        'code' of the named query 'work' is given once",
                "_query=work code=a,b;             'code' of the named query 'work' takes one value",
                "_query=work code=;                'code' of the named query 'work' takes a value",
                "_query=work code=a since=soon;    'since' of the named query 'work' takes a date such as",
                "_query=work code=a since=ge2026;  'since' of the named query 'work' takes a date such as",
            })
    void what_does_not_fit_is_refused_by_name(String asked, String why) {
        assertThatThrownBy(() -> expanded(asked.split(" ")))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining(why);
    }

    @Test
    void a_query_is_asked_of_its_own_type_alone() {
        assertThatThrownBy(() -> QUERIES.expand(List.of("Task", "Patient"), parameters("_query=work")))
                .hasMessageContaining("search that type");
        assertThatThrownBy(() -> QUERIES.expand(List.of("Patient"), parameters("_query=work")))
                .hasMessageContaining("Patient does not have. It has none.");
    }

    @Test
    void a_definition_that_does_not_hold_together_is_named() {
        assertThatThrownBy(() -> queries("a={b}")).hasMessageContaining("urn:q: {b} is none of its parameters");
        assertThatThrownBy(() -> queries("a={b.start}", parameter("b", "token", false, false, "")))
                .hasMessageContaining("{b} is no date");
        assertThatThrownBy(() -> queries("_filter=a eq {b}", parameter("b", "token", false, true, "")))
                .hasMessageContaining("{b} takes alternatives");
        assertThatThrownBy(() -> queries("nothing")).hasMessageContaining("has no value");
    }

    @ParameterizedTest
    @CsvSource({
        "today,      2026-11-22",
        "today-7d,   2026-11-15",
        "today+1w,   2026-11-29",
        "today-1m,   2026-10-22",
        "now,        2026-11-22T22:30:00-05:00",
        "now-12h,    2026-11-22T10:30:00-05:00",
        "yesterday,  ''",
        "today-7y,   ''",
    })
    void dates_are_seen_from_now_in_the_programmes_time_zone(String expression, String moment) {
        assertThat(new ProgrammeTime(CLOCK).moment(expression).orElse("")).isEqualTo(moment);
    }
}
