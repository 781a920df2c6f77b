package health.throughline.auth.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Component;

/** The accounts as authorization asks for them. */
@Component
final class SignedInAccounts implements AccountDirectory {

    private final Accounts accounts;

    SignedInAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<Account> active(String subject) {
        return accounts.active(subject);
    }

    /** The account as it is now, which may have other roles than when the user signed in. */
    @Override
    public Optional<Account> signedIn(@Nullable Authentication authentication) {
        return authentication != null
                        && authentication.isAuthenticated()
                        && authentication.getPrincipal() instanceof SignedIn who
                ? accounts.active(who.subject())
                : Optional.empty();
    }
}
