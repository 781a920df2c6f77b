package health.throughline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.fhir.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Bodies that are too large or do not end; the clock is the test's own. */
class BodyReaderTest {

    private long now;

    private BodyReader reader(long most) {
        return new BodyReader(most, () -> now);
    }

    /** Gives one byte at a time, and lets so much time pass for each. */
    private InputStream dripping(int bytes, long nanosEach) {
        return new InputStream() {
            private int left = bytes;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                now += nanosEach;
                return left-- > 0 ? 1 : -1;
            }
        };
    }

    @Test
    void a_body_within_its_limits_is_read() throws IOException {
        assertThat(reader(3).read(new ByteArrayInputStream(new byte[] {1, 2, 3})))
                .containsExactly(1, 2, 3);
    }

    @Test
    void a_body_that_is_too_large_is_not_read_to_its_end() {
        InputStream endless = dripping(Integer.MAX_VALUE, 0);
        assertThatThrownBy(() -> reader(1000).read(endless))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_LARGE));
    }

    @Test
    void a_body_that_drips_in_is_given_up() {
        InputStream slow = dripping(Integer.MAX_VALUE, 1_000_000_000L);
        assertThatThrownBy(() -> reader(1_000_000).read(slow))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Refusal.Reason.TOO_SLOW));
        assertThat(now).isLessThan(30_000_000_000L);
    }

    @Test
    void a_slow_network_is_waited_for() throws IOException {
        assertThat(reader(1_000_000).read(dripping(100_000, 300_000L))).hasSize(100_000);
    }
}
