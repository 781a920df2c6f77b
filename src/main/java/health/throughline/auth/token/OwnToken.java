package health.throughline.auth.token;

import health.throughline.auth.site.Random256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A token for what this process does to itself over HTTP, such as loading its sample. It opens everything, is known to this
 * process only, and holds until it is taken back.
 */
public final class OwnToken {

    private volatile byte @Nullable [] current;

    public String issue() {
        String token = Random256.text();
        current = bytes(token);
        return token;
    }

    public void withdraw() {
        current = null;
    }

    boolean is(String token) {
        byte[] held = current;
        return held != null && MessageDigest.isEqual(held, bytes(token));
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
