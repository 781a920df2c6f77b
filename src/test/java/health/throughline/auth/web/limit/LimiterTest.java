package health.throughline.auth.web.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each caller has an allowance of its own. */
class LimiterTest {

    @Test
    void after_the_burst_one_waits() {
        Limiter limiter = new Limiter(1, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(limiter.secondsToWait("one")).isZero();
        }
        assertThat(limiter.secondsToWait("one")).isBetween(50L, 61L);
    }

    @Test
    void others_do_not_wait_for_one() {
        Limiter limiter = new Limiter(1, 1);
        limiter.secondsToWait("one");
        assertThat(limiter.secondsToWait("two")).isZero();
    }

    @Test
    void nought_is_no_limit() {
        Limiter limiter = new Limiter(0, 1);
        for (int i = 0; i < 1000; i++) {
            assertThat(limiter.secondsToWait("one")).isZero();
        }
    }
}
