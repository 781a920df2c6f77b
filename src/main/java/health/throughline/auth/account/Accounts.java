package health.throughline.auth.account;

import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import health.throughline.store.account.AccountRow;
import health.throughline.store.account.AccountRow.Identity;
import health.throughline.store.account.AccountRow.Password;
import health.throughline.store.account.AccountRow.SecondFactor;
import health.throughline.store.account.AccountRow.Standing;
import health.throughline.store.account.AccountTable;
import health.throughline.store.sql.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The accounts and what may be done to them. Who may do it is the caller's to know. */
public final class Accounts {

    private static final int ONE_TIME_GROUPS = 4;
    private static final String NOT_THERE = "There is no such account.";

    private final AccountTable table;
    private final Transactions transactions;
    private final Passwords passwords;
    private final Duration oneTimeValidity;
    private final Predicate<ResourceKey> inRecord;
    private final Consumer<AccountChanged> changed;
    private final Clock clock;

    /**
     * @param inRecord whether a resource is there to be linked to
     * @param changed told of each change that makes void what was given out before, once it is stored
     */
    Accounts(
            AccountTable table,
            Transactions transactions,
            Passwords passwords,
            Duration oneTimeValidity,
            Predicate<ResourceKey> inRecord,
            Consumer<AccountChanged> changed,
            Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.passwords = passwords;
        this.oneTimeValidity = oneTimeValidity;
        this.inRecord = inRecord;
        this.changed = changed;
        this.clock = clock;
    }

    /**
     * An account right after a password was made up for it.
     *
     * @param oneTimePassword known to nobody else and kept nowhere
     */
    public record Issued(AccountEntry entry, String oneTimePassword) {}

    /** Any account, also a disabled one. */
    public Optional<AccountEntry> find(String subject) {
        return table.find(subject).map(AccountEntry::of);
    }

    /** The account of a subject, unless it is disabled. */
    public Optional<Account> active(String subject) {
        return find(subject).filter(entry -> !entry.disabled()).map(AccountEntry::account);
    }

    public Optional<AccountEntry> named(String username) {
        return table.named(AccountDraft.fold(username)).map(AccountEntry::of);
    }

    /** The account of whom the identity provider calls so. */
    public Optional<AccountEntry> external(String identity) {
        return table.external(identity).map(AccountEntry::of);
    }

    /** The accounts of one Practitioner, Patient or RelatedPerson. */
    public List<AccountEntry> of(ResourceKey user) {
        return table.of(user.toString()).stream().map(AccountEntry::of).toList();
    }

    /**
     * Some accounts in the order of their user names.
     *
     * @param text part of a name or user name; empty for all
     * @param after the user name that the page before ended with; empty for the first page
     */
    public List<AccountEntry> page(String text, String after, int limit) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return table.page(wanted, after, limit).stream().map(AccountEntry::of).toList();
    }

    public boolean isEmpty() {
        return table.isEmpty();
    }

    /** @throws AccountRefused when it cannot be, or its name is taken */
    public Issued create(AccountDraft draft) {
        requireInRecord(draft);
        return createUnlinked(draft);
    }

    /** The same for one whose Practitioner, Patient or RelatedPerson is still to be stored. */
    public Issued createUnlinked(AccountDraft draft) {
        draft.check();
        String password = RandomText.groups(ONE_TIME_GROUPS);
        AccountRow row = new AccountRow(
                UUID.randomUUID().toString(),
                draft.username(),
                draft.name(),
                codes(draft),
                identity(draft),
                oneTime(password),
                SecondFactor.NONE,
                Standing.fresh(clock.instant()));
        if (!table.insert(row)) {
            throw taken(draft);
        }
        return new Issued(AccountEntry.of(row), password);
    }

    private AccountRefused taken(AccountDraft draft) {
        return table.named(draft.username()).isPresent()
                ? new AccountRefused("username", "Somebody has this user name already; choose another.")
                : new AccountRefused("external", "Another account has this identity already.");
    }

    /** Name, roles and links; the user name stays. */
    public AccountEntry change(String subject, AccountDraft draft) {
        draft.check();
        requireInRecord(draft);
        if (draft.external() != null) {
            table.external(draft.external())
                    .filter(other -> !other.subject().equals(subject))
                    .ifPresent(other -> {
                        throw new AccountRefused("external", "Another account has this identity already.");
                    });
        }
        return changed(subject, row -> {
            boolean remains = draft.roles().contains(Role.ADMINISTRATOR);
            if (!remains) {
                requireOtherAdministrator(row);
            }
            return row.with(draft.name(), codes(draft), identity(draft)).renewed();
        });
    }

    public AccountEntry disable(String subject) {
        return changed(subject, row -> {
            requireOtherAdministrator(row);
            return row.with(row.standing().withDisabled(true)).renewed();
        });
    }

    public AccountEntry enable(String subject) {
        return changed(
                subject,
                row -> row.with(row.standing().withDisabled(false).withFailures(0, null))
                        .renewed());
    }

    /** Makes up a new password that must be changed at the next sign-in, and lets them try again at once. */
    public Issued resetPassword(String subject) {
        String password = RandomText.groups(ONE_TIME_GROUPS);
        Password oneTime = oneTime(password);
        AccountEntry entry = changed(
                subject,
                row -> row.with(oneTime)
                        .with(row.standing().withFailures(0, null))
                        .renewed());
        return new Issued(entry, password);
    }

    /** For one who lost the device. */
    public AccountEntry resetSecondFactor(String subject) {
        return changed(subject, row -> row.with(SecondFactor.NONE).renewed());
    }

    /** For an administrator whom nobody can let in again: also enabled, without a second factor. */
    public Issued recover(String username) {
        AccountRow row =
                table.named(AccountDraft.fold(username)).orElseThrow(() -> new AccountRefused("username", NOT_THERE));
        changed(
                row.subject(),
                was -> was.with(SecondFactor.NONE).with(was.standing().withDisabled(false)));
        return resetPassword(row.subject());
    }

    /**
     * The password that its owner chose. All other sessions end.
     *
     * @throws AccountRefused when the policy does not take it, or it is the one before
     */
    public AccountEntry choosePassword(String subject, String password) {
        AccountRow row = table.find(subject).orElseThrow(() -> new AccountRefused("", NOT_THERE));
        PasswordPolicy.check(password, row.username(), row.name());
        if (passwords.matches(password, row.password().hash())) {
            throw new AccountRefused("password", "This is the password you have now; choose a new one.");
        }
        String hash = passwords.hash(password);
        return changed(subject, now -> now.with(new Password(hash, false, null)).renewed());
    }

    /** Notes that they have signed in. */
    public void signedIn(String subject) {
        Instant now = clock.instant();
        transactions.write(
                () -> table.change(subject, row -> row.with(row.standing().withLogin(now))));
    }

    private AccountEntry changed(String subject, UnaryOperator<AccountRow> change) {
        AccountRow row = transactions
                .write(() -> table.change(subject, change))
                .orElseThrow(() -> new AccountRefused("", NOT_THERE));
        changed.accept(new AccountChanged(subject));
        return AccountEntry.of(row);
    }

    /** A server without administrators could be mended from its console only. */
    private void requireOtherAdministrator(AccountRow row) {
        String role = Role.ADMINISTRATOR.code();
        if (row.roles().contains(role) && !row.standing().disabled() && isOnly(row, table.holders(role))) {
            throw new AccountRefused("", "This is the last administrator; make somebody else one first.");
        }
    }

    private static boolean isOnly(AccountRow row, List<String> holders) {
        return holders.equals(List.of(row.subject()));
    }

    private void requireInRecord(AccountDraft draft) {
        ResourceKey user = draft.user();
        if (user == null) {
            return;
        }
        draft.check();
        if (!inRecord.test(user)) {
            throw new AccountRefused("user", "There is no " + user + " in the record; check the id.");
        }
    }

    private Password oneTime(String password) {
        return new Password(passwords.hash(password), true, clock.instant().plus(oneTimeValidity));
    }

    private static List<String> codes(AccountDraft draft) {
        return draft.roles().stream().map(Role::code).sorted().toList();
    }

    private static Identity identity(AccountDraft draft) {
        ResourceKey user = draft.user();
        return new Identity(user == null ? "" : user.toString(), draft.external());
    }
}
