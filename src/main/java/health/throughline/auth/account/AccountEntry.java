package health.throughline.auth.account;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.store.account.AccountRow;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An account and how it stands, without its secrets.
 *
 * @param external who the identity provider says it is; null when it does not know them
 * @param passwordToChange whether the next sign-in asks for a new password
 * @param secondFactor whether it has one
 * @param recoveryCodes how many are left
 * @param generation raised when sessions and tokens given out before are void
 */
public record AccountEntry(
        Account account,
        @Nullable String external,
        boolean disabled,
        boolean passwordToChange,
        boolean secondFactor,
        int recoveryCodes,
        @Nullable Instant lastLogin,
        int generation) {

    static AccountEntry of(AccountRow row) {
        return new AccountEntry(
                account(row),
                row.external(),
                row.standing().disabled(),
                row.password().toChange(),
                row.secondFactor().confirmed(),
                row.secondFactor().recovery().size(),
                row.standing().lastLogin(),
                row.standing().generation());
    }

    private static Account account(AccountRow row) {
        Set<Role> roles = row.roles().stream().map(Role::of).collect(Collectors.toUnmodifiableSet());
        return new Account(row.subject(), row.username(), row.name(), roles, user(row.user()));
    }

    static @Nullable ResourceKey user(String reference) {
        return ResourceKey.of(reference).orElse(null);
    }

    public String subject() {
        return account.subject();
    }
}
