package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#date and #prefix. */
class DateSearchIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void observations() {
        FOUND.observation("year", "'effectiveDateTime':'2026'")
                .observation("month", "'effectiveDateTime':'2026-03'")
                .observation("day", "'effectiveDateTime':'2026-03-14'")
                .observation("noon", "'effectiveDateTime':'2026-03-14T12:00:00Z'")
                .observation("late", "'effectiveDateTime':'2026-03-14T23:30:00-05:00'")
                .observation("week", "'effectivePeriod':{'start':'2026-03-09','end':'2026-03-15'}")
                .observation("since", "'effectivePeriod':{'start':'2026-03-14'}")
                .observation("until", "'effectivePeriod':{'end':'2026-03-14'}")
                .observation("none", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2026;           day late month noon week year",
                "eq2026-03;      day late month noon week",
                "2026-03-14;     day noon",
                "2026-03-15;     late",
                "2026-03-15T04:30:00Z; late",
                "2026-03-15T05:30+01:00; late",
                "2026-03-14T23:30:00-05:00; late",
                "2026-03-14T12:00:00Z; noon",
                "2026-03-14T12:00:00; noon",
                "2026-03-14T12:00Z; noon",
                "2026-03-14T12:00:00.000Z; ''",
                "ne2026-03-14;   late month since until week year",
                "gt2026-03-14;   late month since week year",
                "ge2026-03-14;   day late month noon since week year",
                "lt2026-03-14;   month until week year",
                "le2026-03-14;   day month noon until week year",
                "sa2026-03-14;   late",
                "sa2026-03-01;   day late noon since week",
                "eb2026-03-16;   day late noon until week",
                "eb2026-03-14T13:00:00Z; noon",
                "gt2027;         since",
                "lt2025;         until",
                "2026-03-13,2026-03-15; late"
            })
    void compares_by_the_whole_range_of_both_sides(String value, String names) {
        assertThat(FOUND.names("Observation", "date=" + value)).containsExactlyInAnyOrder(split(names));
    }

    @Test
    void the_same_parameter_twice_means_both() {
        assertThat(FOUND.names("Observation", "date=ge2026-03-14&date=le2026-03-14T23:59:59Z"))
                .contains("day", "noon", "week")
                .doesNotContain("late", "none");
    }

    @Test
    void about_takes_in_what_is_near() {
        assertThat(FOUND.names("Observation", "date=ap2026-03-14")).contains("day", "noon", "week", "year");
    }

    @Test
    void missing_tells_those_without_a_date() {
        assertThat(FOUND.names("Observation", "date:missing=true")).containsExactly("none");
        assertThat(FOUND.names("Observation", "date:missing=false")).hasSize(8);
    }

    @Test
    void last_updated_is_a_date_like_others() {
        String time = FOUND.read("Observation", "day").at("/meta/lastUpdated").asText();
        assertThat(FOUND.names("Observation", "_lastUpdated=" + time)).contains("day");
        assertThat(FOUND.names("Observation", "_lastUpdated=ge" + time)).contains("day", "none");
        assertThat(FOUND.names("Observation", "_lastUpdated=gt" + time))
                .contains("none")
                .doesNotContain("day");
        assertThat(FOUND.names("Observation", "_lastUpdated=lt2000")).isEmpty();
    }

    private static String[] split(String names) {
        return names.isBlank() ? new String[0] : names.split(" ");
    }
}
