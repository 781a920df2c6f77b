package health.throughline.program.assignment;

import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.fhir.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The days of a Timing.
 *
 * @see <a href="https://hl7.org/fhir/R4/datatypes.html#Timing">R4 Timing</a>
 */
class RecurrenceTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-31");

    private static List<String> days(String repeat) {
        return Recurrence.of(json("{'repeat':%s}", repeat), FIRST).stream()
                .map(LocalDate::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "{'count':3,'frequency':1,'period':1,'periodUnit':'wk'}; 2026-01-31 2026-02-07 2026-02-14",
                "{'count':3,'frequency':1,'period':1,'periodUnit':'mo'}; 2026-01-31 2026-02-28 2026-03-31",
                "{'count':2,'frequency':1,'period':1,'periodUnit':'a'}; 2026-01-31 2027-01-31",
                "{'count':4,'frequency':2,'period':1,'periodUnit':'wk'}; 2026-01-31 2026-02-03 2026-02-07 2026-02-10",
                "{'boundsPeriod':{'start':'2026-03-01','end':'2026-03-03'},'period':1,'periodUnit':'d'};"
                        + " 2026-03-01 2026-03-02 2026-03-03",
                "{'boundsDuration':{'value':2,'code':'wk'},'period':1,'periodUnit':'wk'}; 2026-01-31 2026-02-07",
                "{'boundsPeriod':{'end':'2026-02-10'},'count':9,'period':1,'periodUnit':'wk'}; 2026-01-31 2026-02-07",
                "{'count':3,'period':1,'periodUnit':'wk','dayOfWeek':['thu','tue']}; 2026-02-03 2026-02-05 2026-02-10",
                "{'count':3,'period':2,'periodUnit':'wk','dayOfWeek':['sat']}; 2026-01-31 2026-02-14 2026-02-28"
            })
    void days_follow_from_bounds_count_and_period(String repeat, String expected) {
        assertThat(days(repeat)).containsExactly(expected.strip().split(" "));
    }

    @Test
    void events_are_days_of_their_own_in_order() {
        var days = Recurrence.of(json("{'event':['2026-05-02','2026-04-02T10:00:00Z','2026-05-02']}"), FIRST);

        assertThat(days).containsExactly(LocalDate.parse("2026-04-02"), LocalDate.parse("2026-05-02"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'frequency':1,'period':1,'periodUnit':'wk'}",
                "{'count':61,'period':1,'periodUnit':'d'}",
                "{'count':3,'period':1,'periodUnit':'h'}",
                "{'count':3,'frequency':2,'period':1,'periodUnit':'d'}",
                "{'count':3,'frequency':2,'period':1,'periodUnit':'mo'}",
                "{'count':3,'period':0,'periodUnit':'d'}",
                "{'count':3,'dayOfWeek':['funday'],'periodUnit':'wk'}",
                "{'boundsPeriod':{'start':'2026-03-05','end':'2026-03-03'},'period':1,'periodUnit':'d'}"
            })
    void what_has_no_end_is_too_much_or_not_a_day_is_refused(String repeat) {
        assertThatThrownBy(() -> days(repeat)).isInstanceOf(Refusal.class);
    }
}
