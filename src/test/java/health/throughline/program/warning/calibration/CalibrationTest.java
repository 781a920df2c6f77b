package health.throughline.program.warning.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import health.throughline.program.warning.chart.Limits;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table that ships is what the chart does; with fewer people than in the table, so within their error. */
class CalibrationTest {

    private static final int PEOPLE = 400;

    @Test
    void the_table_that_ships_is_repeated() {
        for (int number : new int[] {2, 7}) {
            Limits.Row shipped = Limits.shipped().rows().get(number);
            Limits.Row again = Calibration.of(Calibration.SEED, PEOPLE).row(shipped.limit());
            assertThat(again.red()).isCloseTo(shipped.red(), within(0.15 * shipped.red() + 0.4));
            assertThat(again.one()).isCloseTo(shipped.one(), within(0.08));
            assertThat(again.two()).isCloseTo(shipped.two(), within(0.02));
        }
    }

    @Test
    void the_budget_that_ships_is_kept_and_finds_nine_of_ten_changes_of_two_spreads() {
        Limits limits = Limits.shipped();
        Limits.Row row = limits.rows().stream()
                .filter(one -> one.limit() >= limits.of(0.6))
                .findFirst()
                .orElseThrow();
        assertThat(row.red()).isLessThanOrEqualTo(0.6);
        assertThat(row.two()).isGreaterThan(0.9);
    }

    @Test
    void the_same_seed_gives_the_same_people_and_another_one_others() {
        Population people = new Population(1, 84, 9, 0.3, 0.2);
        assertThat(people.person(5, Population.Change.STEP, 0, 0))
                .isEqualTo(people.person(5, Population.Change.STEP, 0, 0));
        assertThat(new Population(2, 84, 9, 0.3, 0.2).person(5, Population.Change.STEP, 0, 0))
                .isNotEqualTo(people.person(5, Population.Change.STEP, 0, 0));
    }

    @Test
    void the_chart_that_ships_beats_the_textbook_at_the_same_false_alarms() {
        Trial trial = new Trial(new Population(7, 84, 9, 0.3, 0.2), PEOPLE);
        Trial.Method textbook = method("EWMA, 14 days, shrunk spread");
        Trial.Method ships = method("rolling, capped, baseline's error (ships)");
        double one = trial.found(textbook, trial.limit(textbook, 1), Population.Change.STEP, 2)
                .share();
        double other = trial.found(ships, trial.limit(ships, 1), Population.Change.STEP, 2)
                .share();
        assertThat(other).isGreaterThan(one + 0.05);
    }

    private static Trial.Method method(String name) {
        return Optional.ofNullable(Methods.all().get(name)).orElseThrow();
    }
}
