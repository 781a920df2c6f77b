package health.throughline.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app (RFC 6238), written apart from the server's code. */
public final class AuthenticatorApp {

    private static final Pattern SECRET = Pattern.compile("secret=([A-Z2-7]+)");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private byte[] secret = {};
    private long step;

    /** Takes the secret from the page that shows it. */
    public void scan(String page) {
        Matcher found = SECRET.matcher(page);
        if (!found.find()) {
            throw new AssertionError("No secret on the page");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long bits = 0;
        int held = 0;
        for (char letter : found.group(1).toCharArray()) {
            bits = bits << 5 | ALPHABET.indexOf(letter);
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.write((int) (bits >> held & 0xff));
            }
        }
        secret = bytes.toByteArray();
    }

    /** The current code, or the one shown last. */
    public String code() {
        step = step == 0 ? Instant.now().getEpochSecond() / 30 : step;
        return code(step);
    }

    /** The code after the one shown last, which a server takes before its time because clocks differ. */
    public String nextCode() {
        step++;
        return code(step);
    }

    private String code(long number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(number).array());
            int at = hash[19] & 15;
            int value = (hash[at] & 127) << 24
                    | (hash[at + 1] & 255) << 16
                    | (hash[at + 2] & 255) << 8
                    | hash[at + 3] & 255;
            return String.format(Locale.ROOT, "%06d", value % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
