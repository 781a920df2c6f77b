package health.throughline.auth.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords that would be guessed are refused, and no others. */
class PasswordPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "elevenchars",
                "aaaaaaaaaaaaaaaa",
                "abababababababab",
                "123456789012",
                "password1234",
                "P@ssw0rd!2026",
                "PASSWORDPASSWORD",
                "qwertyuiop123",
                "welcome-2026!!",
                "Throughline2026",
                "recovery program",
                "summer2026summer",
                "abcdefghijklmnop",
                "maria.jones99",
                "jonesjonesjones1"
            })
    void what_is_tried_first_is_refused(String password) {
        assertThatThrownBy(() -> PasswordPolicy.check(password, "maria.jones", "Maria Jones"))
                .isInstanceOf(AccountRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "violet kettle drums at noon",
                "correct horse battery staple",
                "tr7vq-9mz2k-pp4wd",
                "ÄÖÜ kürbis und möhre",
                "my password is a purple hippo",
                "all lower case words"
            })
    void what_nobody_guesses_is_taken_whatever_signs_it_is_made_of(String password) {
        assertThatCode(() -> PasswordPolicy.check(password, "maria.jones", "Maria Jones"))
                .doesNotThrowAnyException();
    }
}
