package health.throughline.search.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#date. */
class DateRangeTest {

    @ParameterizedTest
    @CsvSource({
        "2000, 2000-01-01T00:00:00.000Z, 2000-12-31T23:59:59.999Z",
        "2000-02, 2000-02-01T00:00:00.000Z, 2000-02-29T23:59:59.999Z",
        "2013-01-14, 2013-01-14T00:00:00.000Z, 2013-01-14T23:59:59.999Z",
        "0001, 0001-01-01T00:00:00.000Z, 0001-12-31T23:59:59.999Z",
        "9999-12-31, 9999-12-31T00:00:00.000Z, 9999-12-31T23:59:59.999Z",
        "2013-01-14T10:00, 2013-01-14T10:00:00.000Z, 2013-01-14T10:00:59.999Z",
        "2013-01-14T10:00:05, 2013-01-14T10:00:05.000Z, 2013-01-14T10:00:05.999Z",
        "2013-01-14T10:00:05.1Z, 2013-01-14T10:00:05.100Z, 2013-01-14T10:00:05.199Z",
        "2013-01-14T10:00:05.12Z, 2013-01-14T10:00:05.120Z, 2013-01-14T10:00:05.129Z",
        "2013-01-14T10:00:05.1239999999999Z, 2013-01-14T10:00:05.123Z, 2013-01-14T10:00:05.123Z",
        "2013-01-14T10:00:05+05:30, 2013-01-14T04:30:05.000Z, 2013-01-14T04:30:05.999Z",
        "2013-01-14T10:00:05 05:30, 2013-01-14T04:30:05.000Z, 2013-01-14T04:30:05.999Z",
        "2013-01-14T23:00-14:00, 2013-01-15T13:00:00.000Z, 2013-01-15T13:00:59.999Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00.000Z, 2017-01-01T00:00:00.999Z"
    })
    void a_date_covers_all_the_time_its_precision_leaves_open(String text, Instant first, Instant last) {
        assertThat(DateRange.parse(text)).contains(new DateRange(first.toEpochMilli(), last.toEpochMilli()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0000",
                "0000-01-01",
                "10000",
                "-2013",
                "13",
                "2013-1",
                "2013-13",
                "2013-00",
                "2013-02-29",
                "2013-02-30",
                "2013-04-31",
                "2013-01-14T",
                "2013-01-14T10",
                "2013-01-14T24:00",
                "2013-01-14T10:60",
                "2013-01-14T10:00:61Z",
                "2013-01-14T10:00:00.Z",
                "2013-01-14T10:00+15:00",
                "2013-01-14T10:00+14:01",
                "2013-01-14T10:00+5",
                "2013/01/14",
                "2013-01-14 10:00",
                "2013-01-14T10:00ZZ",
                "20130114",
                "yesterday",
                "２０１３",
                "2013-01-14Z"
            })
    void what_is_no_date_of_R4_is_refused(String text) {
        assertThat(DateRange.parse(text)).isEmpty();
    }

    @Test
    void about_takes_in_a_tenth_of_the_way_to_now() {
        DateRange day = new DateRange(1_000, 1_999);
        assertThat(day.around(11_999)).isEqualTo(new DateRange(0, 2_999));
        assertThat(day.around(0)).isEqualTo(new DateRange(900, 2_099));
        assertThat(day.around(1_500)).isEqualTo(day);
    }
}
