package health.throughline.program.warning.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DriftChartTest {

    private static final ChartSettings TEXTBOOK = new ChartSettings(
            0.2, Double.POSITIVE_INFINITY, false, false, 7, 7, new BaselineSettings(14, 10, 28, 0, 7, 1.2, 0.5, false));

    private static double[] days(int usual, double... then) {
        double[] days = new double[usual + then.length];
        for (int i = 0; i < usual; i++) {
            days[i] = 3 + (i % 2 == 0 ? 1 : -1);
        }
        System.arraycopy(then, 0, days, usual, then.length);
        return days;
    }

    @Test
    void the_statistic_is_the_weighted_mean_in_its_own_spreads() {
        double spread = Math.sqrt((7 * 1.2 * 1.2 + 14) / 20);
        double first = DriftChart.weighted(days(14, 6), TEXTBOOK, 9).statistics()[14];
        assertThat(first).isCloseTo(0.2 * 3 / (spread * 0.2), within(1e-9));
    }

    @Test
    void nothing_is_told_before_ten_days_have_a_value() {
        double[] days = days(14, 9, 9, 9);
        Arrays.fill(days, 0, 5, Double.NaN);
        DriftChart chart = DriftChart.weighted(days, TEXTBOOK, 1);
        assertThat(chart.statistics()[14]).isNaN();
        assertThat(chart.statistics()[15]).isNotNaN();
    }

    @Test
    void a_missing_day_changes_nothing() {
        double[] whole = DriftChart.weighted(days(14, 5, 5), TEXTBOOK, 9).statistics();
        double[] missing =
                DriftChart.weighted(days(14, 5, Double.NaN, 5), TEXTBOOK, 9).statistics();
        assertThat(missing[16]).isEqualTo(whole[15]);
    }

    @Test
    void after_a_week_of_silence_it_starts_again() {
        double gap = Double.NaN;
        double[] six = DriftChart.weighted(days(14, 5, gap, gap, gap, gap, gap, gap, 5), TEXTBOOK, 9)
                .statistics();
        double[] seven = DriftChart.weighted(days(14, 5, gap, gap, gap, gap, gap, gap, gap, 5), TEXTBOOK, 9)
                .statistics();
        assertThat(six[21]).isGreaterThan(six[14]);
        assertThat(seven[22]).isEqualTo(seven[14]);
    }

    @Test
    void an_episode_ends_after_seven_quiet_days_and_not_before() {
        ChartSettings fast = new ChartSettings(1, 99, false, false, 7, 7, TEXTBOOK.baseline());
        double[] six = days(14, 9, 3, 3, 3, 3, 3, 3, 9);
        double[] seven = days(14, 9, 3, 3, 3, 3, 3, 3, 3, 9);
        assertThat(DriftChart.weighted(six, fast, 3).episodes())
                .extracting(ChartEpisode::first)
                .containsExactly(14);
        assertThat(DriftChart.weighted(seven, fast, 3).episodes())
                .extracting(ChartEpisode::first)
                .containsExactly(14, 22);
    }

    @Test
    void a_capped_day_counts_no_more_than_its_cap() {
        ChartSettings capped = new ChartSettings(0.2, 2, false, false, 7, 7, TEXTBOOK.baseline());
        assertThat(DriftChart.weighted(days(14, 10), capped, 9).statistics()[14])
                .isCloseTo(2, within(1e-9));
    }

    @Test
    void the_limits_are_wider_while_little_is_known() {
        ChartSettings uncertain =
                new ChartSettings(0.2, Double.POSITIVE_INFINITY, false, true, 7, 7, TEXTBOOK.baseline());
        assertThat(DriftChart.weighted(days(14, 6), uncertain, 9).statistics()[14])
                .isLessThan(DriftChart.weighted(days(14, 6), TEXTBOOK, 9).statistics()[14]);
    }

    @Test
    void the_usual_level_is_taken_again_unless_an_episode_is_open() {
        double[] higher = new double[30];
        Arrays.fill(higher, 6);
        double[] days = days(14, higher);
        double[] calm = DriftChart.weighted(days, TEXTBOOK, 99).statistics();
        double[] frozen = DriftChart.weighted(days, TEXTBOOK, 1).statistics();
        assertThat(calm[29]).isLessThan(calm[27]);
        assertThat(frozen[29]).isGreaterThanOrEqualTo(frozen[27]);
    }

    @Test
    void small_changes_add_up() {
        double[] higher = new double[20];
        Arrays.fill(higher, 4.5);
        DriftChart chart = DriftChart.summed(days(14, higher), TEXTBOOK, 0.5, 5);
        assertThat(chart.episodes()).isNotEmpty();
        assertThat(DriftChart.summed(days(34), TEXTBOOK, 0.5, 5).episodes()).isEmpty();
    }

    @Test
    void the_limit_for_a_budget_lies_between_those_of_its_neighbours() {
        Limits limits = Limits.shipped();
        assertThat(limits.of(1)).isBetween(3.0, 3.2);
        assertThat(limits.of(2)).isLessThan(limits.of(1));
        assertThat(limits.of(1000)).isEqualTo(limits.rows().get(0).limit());
        assertThat(limits.of(-1))
                .isEqualTo(limits.rows().get(limits.rows().size() - 1).limit());
    }
}
