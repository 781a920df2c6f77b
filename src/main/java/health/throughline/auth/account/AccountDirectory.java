package health.throughline.auth.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** What authorization asks of accounts: who is signed in, and whether someone still may. */
public interface AccountDirectory {

    /** The account of a subject, unless it is disabled. */
    Optional<Account> active(String subject);

    /** The account that is signed in with all its factors; empty when nobody is. */
    Optional<Account> signedIn(@Nullable Authentication authentication);
}
