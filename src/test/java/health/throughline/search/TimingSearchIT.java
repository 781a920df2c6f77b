package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#date: the outer limits of a Timing, open periods, and R4's own examples. */
class TimingSearchIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        FOUND.observation(
                        "everyother",
                        "'effectiveTiming':{'repeat':{'boundsPeriod':{'start':'2013-01-31','end':'2013-03-24'},"
                                + "'frequency':1,'period':2,'periodUnit':'d'}}")
                .observation("twice", "'effectiveTiming':{'event':['2013-01-10T08:00:00Z','2013-01-14T20:00:00Z']}")
                .observation(
                        "onward",
                        "'effectiveTiming':{'event':['2013-01-01'],'repeat':{'boundsPeriod':{'start':'2013-06-01'}}}")
                .observation(
                        "undated",
                        "'effectiveTiming':{'repeat':{'boundsDuration':{'value':3,'unit':'wk'},'frequency':2}}")
                .observation("coded", "'code':{'text':'x'},'effectiveTiming':{'code':{'text':'BID'}}")
                .observation("from15mar", "'effectivePeriod':{'start':'2013-03-15'}")
                .observation("from21jan", "'effectivePeriod':{'start':'2013-01-21'}")
                .observation("till21jan", "'effectivePeriod':{'end':'2013-01-21'}")
                .observation("ten", "'effectiveDateTime':'2013-01-14T10:00:00Z'")
                .observation("midnight", "'effectiveInstant':'2013-01-15T00:00:00Z'")
                .observation("leap", "'effectiveInstant':'2016-12-31T23:59:60Z'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2013-02;                 ''",
                "2013;                    everyother ten twice midnight",
                "ap2013-02-01;            *",
                "eq2013-01-14;            ten",
                "lt2013-01-10;            onward till21jan",
                "le2013-01-10;            onward till21jan",
                "sa2013-03-14;            from15mar leap",
                "eb2013-01-14T12:00;      ten",
                "eb2013-03-14;            midnight ten till21jan twice",
                "ge2013-03-25;            from15mar from21jan leap onward",
                "gt2013-03-24;            from15mar from21jan leap onward",
                "gt2016-12-31;            from15mar from21jan leap onward",
                "2017-01-01;              leap",
                "ne2013;                  from15mar from21jan leap onward till21jan"
            })
    void only_the_outer_limits_matter(String value, String names) {
        if (names.equals("*")) {
            assertThat(FOUND.names("Observation", "date=" + value)).contains("everyother", "from21jan", "onward");
            return;
        }
        assertThat(FOUND.names("Observation", "date=" + value))
                .containsExactlyInAnyOrder(names.isBlank() ? new String[0] : names.split(" "));
    }

    @Test
    void a_timing_without_any_date_is_not_datable() {
        assertThat(FOUND.names("Observation", "date=ge0001,lt9999")).hasSize(9).doesNotContain("coded", "undated");
        assertThat(FOUND.names("Observation", "date:missing=true")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "_lastUpdated"})
    void what_is_no_date_is_refused(String parameter) {
        for (String value : new String[] {
            "",
            "0000",
            "10000",
            "2013-13",
            "2013-02-30",
            "13.01.2013",
            "xx2013",
            "gt",
            "2013-01-14T10",
            "2013-01-14T25:00Z"
        }) {
            assertThat(FOUND.reply("Observation", parameter + "=" + value).status())
                    .as(value)
                    .isEqualTo(400);
        }
    }

    @Test
    void last_updated_takes_all_prefixes() {
        String time = FOUND.read("Observation", "ten").at("/meta/lastUpdated").asText();
        for (String prefix : new String[] {"", "eq", "ge", "le", "ap"}) {
            assertThat(FOUND.names("Observation", "_lastUpdated=" + prefix + time))
                    .as(prefix)
                    .contains("ten");
        }
        for (String prefix : new String[] {"ne", "gt", "lt", "sa", "eb"}) {
            assertThat(FOUND.names("Observation", "_lastUpdated=" + prefix + time))
                    .as(prefix)
                    .doesNotContain("ten");
        }
        assertThat(FOUND.names("Observation", "_lastUpdated=" + time.substring(0, 4)))
                .hasSize(11);
    }
}
