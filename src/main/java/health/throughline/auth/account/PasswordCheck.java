package health.throughline.auth.account;

import health.throughline.store.account.AccountRow;
import health.throughline.store.account.AccountTable;
import health.throughline.store.sql.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Compares a user name and a password with what is stored. Whatever is wrong, an unknown name, a wrong password, too many
 * tries, a disabled account, the answer is the same and takes as long.
 */
public final class PasswordCheck {

    private final AccountTable table;
    private final Transactions transactions;
    private final Passwords passwords;
    private final Clock clock;

    PasswordCheck(AccountTable table, Transactions transactions, Passwords passwords, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.passwords = passwords;
        this.clock = clock;
    }

    /** The account, when the password is its own. */
    public Optional<AccountEntry> check(String username, String password) {
        Optional<AccountRow> row = table.named(AccountDraft.fold(username));
        String hash = row.map(found -> found.password().hash()).orElse("");
        boolean matches = passwords.matches(password, hash);
        return row.flatMap(found -> settled(found.subject(), hash, matches));
    }

    /** Asks one who is signed in for the password again. */
    public boolean confirm(String subject, String password) {
        return table.find(subject)
                .flatMap(row -> check(row.username(), password))
                .isPresent();
    }

    /** Counts under the row's lock, so that many tries at once are not one. */
    private Optional<AccountEntry> settled(String subject, String hash, boolean matches) {
        Instant now = clock.instant();
        boolean[] good = new boolean[1];
        Optional<AccountRow> after = transactions.write(() -> table.change(subject, row -> {
            boolean resting = Throttle.resting(row, now);
            good[0] = matches && !resting && usable(row, hash, now);
            return matches || resting ? row : Throttle.failed(row, now);
        }));
        return good[0] ? after.map(AccountEntry::of) : Optional.empty();
    }

    private static boolean usable(AccountRow row, String hash, Instant now) {
        Instant expires = row.password().expires();
        boolean expired = expires != null && !now.isBefore(expires);
        return !row.standing().disabled() && !expired && row.password().hash().equals(hash);
    }
}
