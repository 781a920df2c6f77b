package health.throughline.program.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import health.throughline.program.careplan.CopingEffectiveness.Day;
import health.throughline.program.careplan.CopingEffectiveness.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CopingEffectivenessTest {

    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private final List<Day> days = new ArrayList<>();

    private void day(int number, String strategy, double helped, double craving) {
        days.add(new Day(START.plus(Duration.ofDays(number)), List.of(strategy), helped, craving));
    }

    private List<Result> results() {
        return CopingEffectiveness.of(days);
    }

    @Test
    void what_helped_once_does_not_pass_what_has_helped_well_for_weeks() {
        for (int i = 0; i < 12; i++) {
            day(i, "call-support", 3.5, 5);
        }
        day(12, "breathing", 4, 5);
        for (int i = 13; i < 20; i++) {
            day(i, "journaling", 1, 5);
        }
        assertThat(results()).extracting(Result::strategy).containsExactly("call-support", "breathing", "journaling");
    }

    @Test
    void a_mean_is_drawn_towards_the_mean_of_all_uses() {
        day(0, "breathing", 4, 5);
        day(1, "journaling", 2, 5);
        // All uses: 3. Breathing: (4 + 4 * 3) / (1 + 4).
        assertThat(results().get(0).helped().orElseThrow()).isCloseTo(3.2, within(1e-9));
    }

    @Test
    void an_urge_is_compared_with_the_next_check_in_when_that_is_near() {
        day(0, "breathing", 3, 6);
        day(1, "breathing", 3, 2);
        day(9, "breathing", 3, 0);
        Result breathing = results().get(0);
        assertThat(breathing.uses()).isEqualTo(3);
        assertThat(breathing.compared())
                .as("day 0 only: day 1 is followed a week later")
                .isEqualTo(1);
        assertThat(breathing.eased().orElseThrow()).isEqualTo(1);
    }

    @Test
    void uses_that_were_not_rated_count_as_uses_and_nothing_else() {
        days.add(new Day(START, List.of("breathing", "exercise"), null, null));
        assertThat(results()).allSatisfy(result -> {
            assertThat(result.uses()).isEqualTo(1);
            assertThat(result.helped()).isEmpty();
            assertThat(result.eased()).isEmpty();
        });
    }
}
