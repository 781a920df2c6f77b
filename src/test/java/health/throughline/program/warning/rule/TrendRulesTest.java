package health.throughline.program.warning.rule;

import static health.throughline.program.warning.testing.Facts.at;
import static health.throughline.program.warning.testing.Facts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.Warning;
import health.throughline.program.warning.Warning.Severity;
import health.throughline.program.warning.testing.Facts;
import health.throughline.program.warning.testing.Pictures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the rules about changes begin and end. */
class TrendRulesTest {

    @Test
    void the_phq_9_must_rise_by_5_above_the_best_of_three() {
        assertThat(found(
                        "phq9-reliable-worsening",
                        facts().reading("44261-6", 14, 8).reading("44261-6", 0, 12)))
                .isEmpty();
        assertThat(found(
                        "phq9-reliable-worsening",
                        facts().reading("44261-6", 28, 20)
                                .reading("44261-6", 21, 8)
                                .reading("44261-6", 14, 12)
                                .reading("44261-6", 0, 13)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void only_the_last_three_totals_are_compared() {
        assertThat(found(
                        "phq9-reliable-worsening",
                        facts().reading("44261-6", 35, 3)
                                .reading("44261-6", 28, 10)
                                .reading("44261-6", 21, 10)
                                .reading("44261-6", 14, 10)
                                .reading("44261-6", 0, 11)))
                .isEmpty();
    }

    @Test
    void totals_younger_than_a_week_are_not_compared_with() {
        assertThat(found(
                        "phq9-reliable-worsening",
                        facts().reading("44261-6", 6, 3).reading("44261-6", 0, 12)))
                .isEmpty();
        assertThat(found(
                        "phq9-reliable-worsening",
                        facts().reading("44261-6", 7, 3).reading("44261-6", 0, 12)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void a_total_that_stays_high_is_the_same_worsening() {
        assertThat(found(
                        "phq9-reliable-worsening",
                        facts().reading("44261-6", 21, 4)
                                .reading("44261-6", 7, 12)
                                .reading("44261-6", 0, 13)))
                .extracting(Warning::window)
                .containsExactly(at(7, 8));
    }

    @Test
    void the_gad_7_must_rise_by_4_and_the_pcl_5_by_10() {
        assertThat(found(
                        "gad7-reliable-worsening",
                        facts().reading("70274-6", 14, 5).reading("70274-6", 0, 8)))
                .isEmpty();
        assertThat(found(
                        "gad7-reliable-worsening",
                        facts().reading("70274-6", 14, 5).reading("70274-6", 0, 9)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found("pcl5-worsening", facts().reading("101698-9", 14, 20).reading("101698-9", 0, 29)))
                .isEmpty();
    }

    @Test
    void a_step_over_the_edge_of_a_band_alone_says_nothing() {
        assertThat(found(
                        "severity-band-worsening",
                        facts().reading("44261-6", 14, 9).reading("44261-6", 0, 10)))
                .isEmpty();
        assertThat(found(
                        "severity-band-worsening",
                        facts().reading("44261-6", 14, 10).reading("44261-6", 0, 14)))
                .isEmpty();
        assertThat(found(
                        "severity-band-worsening",
                        facts().reading("44261-6", 14, 8).reading("44261-6", 0, 11)))
                .singleElement()
                .satisfies(warning -> assertThat(warning.amber()).isTrue());
    }

    @Test
    void not_on_track_is_looked_at_from_week_four() {
        assertThat(found(
                        "not-on-track",
                        facts().enrolled(27).reading("44261-6", 27, 16).reading("44261-6", 0, 16)))
                .isEmpty();
        assertThat(found(
                        "not-on-track",
                        facts().enrolled(28).reading("44261-6", 28, 16).reading("44261-6", 0, 16)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void a_fifth_better_is_on_track() {
        assertThat(found(
                        "not-on-track",
                        facts().enrolled(35).reading("44261-6", 35, 15).reading("44261-6", 0, 12)))
                .isEmpty();
        assertThat(found(
                        "not-on-track",
                        facts().enrolled(35).reading("44261-6", 35, 15).reading("44261-6", 0, 13)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void who_began_well_must_get_reliably_worse() {
        assertThat(found(
                        "not-on-track",
                        facts().enrolled(35).reading("44261-6", 35, 4).reading("44261-6", 0, 8)))
                .isEmpty();
        assertThat(found(
                        "not-on-track",
                        facts().enrolled(35).reading("44261-6", 35, 4).reading("44261-6", 0, 9)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
    }

    @Test
    void a_craving_of_7_is_one_and_so_are_3_above_usual() {
        assertThat(found("craving-spike", facts().daily("craving", 6))).isEmpty();
        assertThat(found("craving-spike", facts().daily("craving", 7)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
        assertThat(found("craving-spike", facts().daily("craving", 1, 1, 1, 1, 1, 3)))
                .isEmpty();
        assertThat(found("craving-spike", facts().daily("craving", 1, 1, 1, 1, 1, 4)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
    }

    @Test
    void five_days_must_say_what_is_usual() {
        assertThat(found("craving-spike", facts().daily("craving", 1, 1, 1, 1, 6)))
                .isEmpty();
    }

    @Test
    void two_of_three_days_are_moderate() {
        assertThat(found("craving-spike", facts().daily("craving", 8, 1, 8)))
                .extracting(Warning::severity)
                .containsExactly(Severity.MODERATE);
        assertThat(found("craving-spike", facts().daily("craving", 8, 1, 1, 8)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
    }

    @Test
    void spikes_within_a_week_are_one_finding() {
        assertThat(found("craving-spike", facts().daily("craving", 8, 1, 1, 1, 1, 1, 1, 8)))
                .extracting(Warning::window)
                .containsExactly(at(7, 0));
        assertThat(found("craving-spike", facts().daily("craving", 8, 1, 1, 1, 1, 1, 1, 1, 8)))
                .extracting(Warning::window)
                .containsExactly(at(0, 0));
    }

    @Test
    void a_spike_is_over_with_the_next_calm_day_or_three_silent_ones() {
        assertThat(found("craving-spike", facts().daily("craving", 8, 1))).isEmpty();
        assertThat(found("craving-spike", facts().reading("craving", 3, 8)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
        assertThat(found("craving-spike", facts().reading("craving", 4, 8))).isEmpty();
    }

    @Test
    void confidence_counts_to_3_or_3_below_usual() {
        assertThat(found("confidence-drop", facts().daily("confidence", 4))).isEmpty();
        assertThat(found("confidence-drop", facts().daily("confidence", 3)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
        assertThat(found("confidence-drop", facts().daily("confidence", 8, 8, 8, 8, 8, 6)))
                .isEmpty();
        assertThat(found("confidence-drop", facts().daily("confidence", 8, 8, 8, 8, 8, 5)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
    }

    @Test
    void three_short_nights_in_a_row_count() {
        assertThat(found("sleep-loss", facts().daily("sleep-hours", 4, 4))).isEmpty();
        assertThat(found("sleep-loss", facts().daily("sleep-hours", 4, 4, 5))).isEmpty();
        assertThat(found("sleep-loss", facts().daily("sleep-hours", 4, 4, 4.5)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
        assertThat(found(
                        "sleep-loss",
                        facts().reading("sleep-hours", 3, 4)
                                .reading("sleep-hours", 1, 4)
                                .reading("sleep-hours", 0, 4)))
                .isEmpty();
    }

    @Test
    void wellbeing_must_be_low_and_have_fallen() {
        assertThat(found("wellbeing-drop", facts().reading("who5-total", 7, 64).reading("who5-total", 0, 52)))
                .isEmpty();
        assertThat(found("wellbeing-drop", facts().reading("who5-total", 7, 56).reading("who5-total", 0, 48)))
                .isEmpty();
        assertThat(found("wellbeing-drop", facts().reading("who5-total", 7, 60).reading("who5-total", 0, 50)))
                .extracting(Warning::severity)
                .containsExactly(Severity.LOW);
    }

    @Test
    void two_sessions_in_a_row_must_feel_unhelpful() {
        assertThat(found(
                        "alliance-low",
                        facts().reading("session-feedback", 7, 4).reading("session-feedback", 0, 5)))
                .isEmpty();
        assertThat(found("alliance-low", facts().reading("session-feedback", 0, 4)))
                .isEmpty();
    }

    @Test
    void a_steady_mood_is_silent_and_a_lasting_change_is_red() {
        assertThat(found("mood-ewma", Pictures.mood(60, 0))).isEmpty();
        assertThat(found("mood-ewma", Pictures.mood(30, 9))).singleElement().satisfies(warning -> {
            assertThat(warning.amber()).isFalse();
            assertThat(warning.severity()).isEqualTo(Severity.MODERATE);
        });
    }

    @Test
    void one_hard_day_alone_is_not_red() {
        assertThat(found("mood-ewma", Pictures.mood(30, 1)))
                .allSatisfy(warning -> assertThat(warning.amber()).isTrue());
    }

    @Test
    void without_ten_days_nothing_is_usual() {
        assertThat(found("mood-ewma", facts().enrolled(9).daily("affect-composite", 1, 1, 1, 1, 1, 9, 9, 9, 9)))
                .isEmpty();
    }

    private static List<Warning> found(String code, Facts facts) {
        return found(code, facts.picture());
    }

    private static List<Warning> found(String code, PatientPicture picture) {
        return Found.by(code, picture);
    }
}
