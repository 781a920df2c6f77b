package health.throughline.auth.account;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Hashes passwords and compares them, by Argon2id with the parameters that OWASP names (19 MiB, two passes, one lane). A few
 * at a time, so that many sign-ins at once do not take the memory of the others.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP, password storage</a>
 */
final class Passwords {

    private static final int SALT = 16;
    private static final int HASH = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int AT_ONCE = 4;

    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(SALT, HASH, LANES, KIBIBYTES, PASSES);
    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    private final String nobodys = hash(RandomText.groups(4));

    String hash(String password) {
        return limited(() -> String.valueOf(encoder.encode(plain(password))));
    }

    /** Takes the same time whether there is a hash to compare with or, as for a name nobody has, none. */
    boolean matches(String password, String hash) {
        boolean none = hash.isEmpty();
        String compared = none ? nobodys : hash;
        return limited(() -> encoder.matches(plain(password), compared)) && !none;
    }

    /** However a keyboard puts an accented letter together, it is the same password. */
    private static String plain(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T limited(Supplier<T> work) {
        permits.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
