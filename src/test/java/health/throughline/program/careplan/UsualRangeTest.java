package health.throughline.program.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsualRangeTest {

    private static final Instant NOW = Instant.parse("2026-03-29T08:00:00Z");

    /** The last of {@code values} is of yesterday. */
    private static List<UsualRange.Point> daily(double... values) {
        List<UsualRange.Point> points = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            points.add(new UsualRange.Point(NOW.minus(Duration.ofDays(values.length - i)), values[i]));
        }
        return points;
    }

    @Test
    void one_hard_day_does_not_change_what_is_usual() {
        UsualRange calm = UsualRange.before(NOW, daily(3, 4, 3, 2, 3, 4, 2)).orElseThrow();
        UsualRange hard = UsualRange.before(NOW, daily(3, 4, 3, 2, 10, 4, 2)).orElseThrow();
        assertThat(hard.baseline()).isEqualTo(calm.baseline()).isEqualTo(3);
        assertThat(hard.high()).isLessThan(10).isCloseTo(3 + 1.4826 * 1.645, within(1e-9));
    }

    @Test
    void too_few_values_say_nothing() {
        assertThat(UsualRange.before(NOW, daily(3, 4, 3, 2))).isEmpty();
    }

    @Test
    void what_is_long_ago_and_what_comes_later_do_not_count() {
        List<UsualRange.Point> points = daily(3, 4, 3, 2, 3);
        assertThat(UsualRange.before(NOW.plus(Duration.ofDays(40)), points)).isEmpty();
        assertThat(UsualRange.before(NOW.minus(Duration.ofDays(1)), points)).isEmpty();
    }
}
