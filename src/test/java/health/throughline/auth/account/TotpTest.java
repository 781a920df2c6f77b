package health.throughline.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://www.rfc-editor.org/rfc/rfc6238#appendix-B and https://www.rfc-editor.org/rfc/rfc4648#section-10 */
class TotpTest {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void the_codes_are_those_of_the_rfc(long seconds, String code) {
        assertThat(Totp.code(SECRET, seconds / 30, 8)).isEqualTo(code);
    }

    @Test
    void a_code_counts_in_its_own_and_the_neighbouring_steps() {
        String code = Totp.code(SECRET, 100, 6);
        assertThat(Totp.step(SECRET, code, 99 * 30, 0)).hasValue(100);
        assertThat(Totp.step(SECRET, code, 101 * 30 + 29, 0)).hasValue(100);
        assertThat(Totp.step(SECRET, code, 102 * 30, 0)).isEmpty();
        assertThat(Totp.step(SECRET, code, 98 * 30 + 29, 0)).isEmpty();
    }

    @Test
    void no_code_counts_twice() {
        String code = Totp.code(SECRET, 100, 6);
        assertThat(Totp.step(SECRET, code, 100 * 30, 100)).isEmpty();
        assertThat(Totp.step(SECRET, "", 100 * 30, 0)).isEmpty();
        assertThat(Totp.step(SECRET, "١٢٣٤٥٦", 100 * 30, 0)).isEmpty();
    }

    @Test
    void secrets_are_written_as_in_the_rfc() {
        assertThat(Totp.base32("foobar".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YTBOI");
        assertThat(Totp.base32("foob".getBytes(StandardCharsets.US_ASCII))).isEqualTo("MZXW6YQ");
        assertThat(Totp.base32(Totp.newSecret())).hasSize(32);
    }
}
