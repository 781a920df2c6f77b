package health.throughline.auth.site;

import java.security.SecureRandom;
import java.util.Base64;

/** Values that cannot be guessed: 256 random bits as 43 characters that are safe in URLs. */
public final class Random256 {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Random256() {}

    public static String text() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
