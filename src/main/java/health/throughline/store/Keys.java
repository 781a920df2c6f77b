package health.throughline.store;

import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import health.throughline.fhir.ResourceKey;
import java.nio.charset.StandardCharsets;

/**
 * 64-bit SipHash keys under a secret of this database: nobody outside can build two values that meet in one key, and at
 * a billion keys about 0.03 pairs are expected to meet by chance.
 */
public final class Keys {

    private final HashFunction hash;

    /** @param secret 32 hexadecimal digits */
    Keys(String secret) {
        hash = Hashing.sipHash24(
                Long.parseUnsignedLong(secret.substring(0, 16), 16), Long.parseUnsignedLong(secret.substring(16), 16));
    }

    public long of(ResourceKey key) {
        return of(key.toString());
    }

    /** A reference target as written: relative within this server, or an absolute URL. */
    public long of(String target) {
        return hash.hashString(target, StandardCharsets.UTF_8).asLong();
    }

    /** A code under a search path. */
    public long of(int path, String code) {
        return hash.newHasher(code.length() + 8)
                .putInt(path)
                .putUnencodedChars(code)
                .hash()
                .asLong();
    }

    /** A display's words as a number that is never 0; only displays of one code are told apart by it. */
    public int text(String words) {
        int number = hash.hashString(words, StandardCharsets.UTF_8).asInt();
        return number == 0 ? 1 : number;
    }
}
