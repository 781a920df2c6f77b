package health.throughline.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Secrets come back with the same key and for the same owner, and in no other way. */
class SealedSecretsTest {

    private static final byte[] SECRET = {1, 2, 3};

    private final SealedSecrets sealing = new SealedSecrets(SealedSecrets.newKey());

    @Test
    void a_secret_comes_back() {
        assertThat(sealing.open(sealing.seal(SECRET, "one"), "one")).isEqualTo(SECRET);
    }

    @Test
    void nothing_repeats() {
        assertThat(sealing.seal(SECRET, "one")).isNotEqualTo(sealing.seal(SECRET, "one"));
    }

    @Test
    void another_owner_or_key_opens_nothing() {
        String sealed = sealing.seal(SECRET, "one");
        assertThatThrownBy(() -> sealing.open(sealed, "two")).hasMessageContaining("throughline.account.key");
        assertThatThrownBy(() -> new SealedSecrets(SealedSecrets.newKey()).open(sealed, "one"))
                .hasMessageContaining("throughline.account.key");
    }

    @Test
    void a_key_that_is_none_is_named() {
        assertThatThrownBy(() -> new SealedSecrets("short")).hasMessageContaining("openssl rand");
    }
}
