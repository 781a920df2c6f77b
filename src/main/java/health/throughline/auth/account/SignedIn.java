package health.throughline.auth.account;

import health.throughline.record.access.Role;
import java.io.Serializable;
import java.time.Instant;
import java.util.Set;
import org.springframework.security.core.AuthenticatedPrincipal;

/**
 * Who is signed in, as a session keeps it: the principal of Spring Security on every page.
 *
 * @param user {@code Type/id}; empty when none
 * @param generation of the account when they signed in
 * @param since when they signed in: the auth_time of id tokens
 * @param factors how: the amr of id tokens (RFC 8176), pwd, otp, mfa
 */
public record SignedIn(
        String subject,
        String username,
        String name,
        Set<Role> roles,
        String user,
        int generation,
        Instant since,
        Set<String> factors)
        implements AuthenticatedPrincipal, Serializable {

    public SignedIn {
        roles = Set.copyOf(roles);
        factors = Set.copyOf(factors);
    }

    static final long serialVersionUID = 1L;

    public static SignedIn of(AccountEntry entry, Instant since, Set<String> factors) {
        Account account = entry.account();
        String user = account.user() == null ? "" : account.user().toString();
        return new SignedIn(
                account.subject(),
                account.username(),
                account.name(),
                account.roles(),
                user,
                entry.generation(),
                since,
                factors);
    }

    public Account account() {
        return new Account(subject, username, name, roles, AccountEntry.user(user));
    }

    /** The subject, which the name of an Authentication is then. */
    @Override
    public String getName() {
        return subject;
    }
}
