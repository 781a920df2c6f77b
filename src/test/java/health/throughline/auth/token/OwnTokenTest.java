package health.throughline.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OwnTokenTest {

    private final OwnToken own = new OwnToken();

    @Test
    void before_it_is_issued_nothing_is_taken_for_it() {
        assertThat(own.is("")).isFalse();
    }

    @Test
    void it_holds_until_it_is_taken_back() {
        String token = own.issue();
        assertThat(own.is(token)).isTrue();
        assertThat(own.is(token + "x")).isFalse();
        own.withdraw();
        assertThat(own.is(token)).isFalse();
    }
}
