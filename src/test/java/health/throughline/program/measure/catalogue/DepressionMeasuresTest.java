package health.throughline.program.measure.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.program.measure.Counts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Follows https://ecqi.healthit.gov/ecqm/ec/2024/cms0159v12, and the two measures beside it. */
class DepressionMeasuresTest {

    private static final String YEAR_LATER = "depression-remission-12-months";
    private static final String HALF_A_YEAR_LATER = "depression-remission-6-months";
    private static final String RESPONSE = "depression-response-12-months";
    private static final Counts MET = Counts.one(true);
    private static final Counts UNMET = Counts.one(false);

    /** With an index in the middle of the time in which 2026 looks for one. */
    private static Given depressed() {
        return Given.client().diagnosed("F33.1", "2025-01-10").phq9("2025-03-01", 15);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-30, false",
        "2025-12-31, true",
        "2026-03-01, true",
        "2026-04-30, true",
        "2026-05-01, false",
    })
    void remission_counts_from_sixty_days_before_to_sixty_days_after_twelve_months(String day, boolean met) {
        assertThat(depressed().phq9(day, 4).counts(YEAR_LATER, "remission")).isEqualTo(met ? MET : UNMET);
    }

    @Test
    void remission_is_below_five_and_the_last_score_decides() {
        assertThat(depressed().phq9("2026-03-01", 5).counts(YEAR_LATER, "remission"))
                .isEqualTo(UNMET);
        assertThat(depressed().phq9("2026-03-01", 3).phq9("2026-03-20", 6).counts(YEAR_LATER, "remission"))
                .isEqualTo(UNMET);
        assertThat(depressed().phq9("2026-03-01", 6).phq9("2026-03-20", 3).counts(YEAR_LATER, "remission"))
                .isEqualTo(MET);
    }

    @ParameterizedTest
    @CsvSource({"2024-10-31, 0", "2024-11-01, 1", "2025-10-31, 1", "2025-11-01, 0"})
    void the_first_high_score_lies_fourteen_to_two_months_before(String day, long counted) {
        assertThat(Given.client()
                        .diagnosed("F32.1", "2020-01-01")
                        .phq9(day, 12)
                        .counts(YEAR_LATER, "remission")
                        .initial())
                .isEqualTo(counted);
    }

    @Test
    void a_score_of_nine_is_not_high() {
        assertThat(Given.client()
                        .diagnosed("F32.1", "2020-01-01")
                        .phq9("2025-03-01", 9)
                        .counts(YEAR_LATER, "remission"))
                .isEqualTo(Counts.NONE);
    }

    @ParameterizedTest
    @CsvSource({"2013-03-01, 1", "2013-03-02, 0"})
    void a_client_is_twelve_when_the_score_is_taken(String born, long counted) {
        assertThat(Given.born(born, null)
                        .diagnosed("F32.1", "2025-01-01")
                        .phq9("2025-03-01", 12)
                        .counts(YEAR_LATER, "remission")
                        .initial())
                .isEqualTo(counted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F31.9", "F20.0", "F60.3", "F84.0", "Z51.5"})
    void other_conditions_take_the_client_out(String code) {
        assertThat(depressed()
                        .phq9("2026-03-01", 2)
                        .diagnosed(code, "2026-04-30")
                        .counts(YEAR_LATER, "remission"))
                .isEqualTo(Counts.out());
        assertThat(depressed()
                        .phq9("2026-03-01", 2)
                        .diagnosed(code, "2026-05-01")
                        .counts(YEAR_LATER, "remission"))
                .as("Found after the time asked about")
                .isEqualTo(MET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"F41.1", "F32.81", "F10.20"})
    void who_has_no_depression_does_not_count(String code) {
        assertThat(Given.client()
                        .diagnosed(code, "2025-01-01")
                        .phq9("2025-03-01", 15)
                        .counts(YEAR_LATER, "remission"))
                .isEqualTo(Counts.NONE);
    }

    @Test
    void who_died_is_taken_out() {
        assertThat(Given.born("1990-01-01", "2026-01-01")
                        .diagnosed("F34.1", "2025-01-10")
                        .phq9("2025-03-01", 15)
                        .counts(YEAR_LATER, "remission"))
                .isEqualTo(Counts.out());
    }

    @Test
    void half_a_year_later_asks_around_six_months() {
        Given client = Given.client().diagnosed("F33.1", "2025-01-10").phq9("2025-09-01", 15);
        assertThat(client.phq9("2026-01-01", 3).counts(HALF_A_YEAR_LATER, "remission"))
                .isEqualTo(MET);
        assertThat(Given.client()
                        .diagnosed("F33.1", "2025-01-10")
                        .phq9("2025-09-01", 15)
                        .phq9("2026-05-01", 3)
                        .counts(HALF_A_YEAR_LATER, "remission"))
                .isEqualTo(UNMET);
    }

    @ParameterizedTest
    @CsvSource({"7, true", "7.5, true", "8, false"})
    void response_is_half_or_less(double score, boolean met) {
        assertThat(depressed().phq9("2026-03-01", score).counts(RESPONSE, "response"))
                .isEqualTo(met ? MET : UNMET);
    }

    @Test
    void monitoring_asks_in_each_four_months_in_which_the_client_was_seen() {
        Given client = Given.client()
                .diagnosed("F33.1", "2025-01-10")
                .visit("2026-04-30", "group", "video")
                .visit("2026-09-01", "group", "video")
                .phq9("2026-05-01", 8)
                .phq9("2026-09-01", 8);
        assertThat(client.counts("depression-monitoring", "first-third")).isEqualTo(UNMET);
        assertThat(client.counts("depression-monitoring", "second-third")).isEqualTo(Counts.NONE);
        assertThat(client.counts("depression-monitoring", "last-third")).isEqualTo(MET);
        assertThat(client.diagnosed("F31.1", "2026-12-31").counts("depression-monitoring", "last-third"))
                .isEqualTo(Counts.out());
    }
}
