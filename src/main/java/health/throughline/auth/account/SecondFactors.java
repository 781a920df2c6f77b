package health.throughline.auth.account;

import health.throughline.store.account.AccountRow;
import health.throughline.store.account.AccountRow.SecondFactor;
import health.throughline.store.account.AccountTable;
import health.throughline.store.auth.Hashes;
import health.throughline.store.sql.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The codes of authenticator apps, and recovery codes for who lost the device. */
public final class SecondFactors {

    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_GROUPS = 3;

    private final AccountTable table;
    private final Transactions transactions;
    private final Supplier<SealedSecrets> sealing;
    private final Clock clock;

    SecondFactors(AccountTable table, Transactions transactions, Supplier<SealedSecrets> sealing, Clock clock) {
        this.table = table;
        this.transactions = transactions;
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * A secret for an authenticator app, which counts once a first code has been given. Until then the same one is shown
     * again.
     *
     * @return in base32
     * @throws AccountRefused when the account has a second factor already
     */
    public String begin(String subject) {
        AccountRow row = transactions
                .write(() -> table.change(subject, this::begun))
                .orElseThrow(() -> new AccountRefused("", "There is no such account."));
        return Totp.base32(sealing.get().open(row.secondFactor().sealed(), subject));
    }

    private AccountRow begun(AccountRow row) {
        if (row.secondFactor().confirmed()) {
            throw new AccountRefused("", "This account has a second factor already.");
        }
        if (!row.secondFactor().sealed().isEmpty()) {
            return row;
        }
        String sealed = sealing.get().seal(Totp.newSecret(), row.subject());
        return row.with(new SecondFactor(sealed, false, 0, List.of()));
    }

    /** Takes the first code; the recovery codes, which are shown this once, or empty when the code is wrong. */
    public List<String> confirm(String subject, String code) {
        List<String> recovery = Stream.generate(() -> RandomText.groups(RECOVERY_GROUPS))
                .limit(RECOVERY_CODES)
                .toList();
        List<String> hashes = recovery.stream().map(SecondFactors::hash).toList();
        boolean[] good = new boolean[1];
        transactions.write(() -> table.change(subject, row -> {
            SecondFactor factor = row.secondFactor();
            OptionalLong step = factor.confirmed() ? OptionalLong.empty() : step(row, code);
            good[0] = step.isPresent();
            return good[0] ? row.with(new SecondFactor(factor.sealed(), true, step.getAsLong(), hashes)) : row;
        }));
        return good[0] ? recovery : List.of();
    }

    /** Whether it is the app's current code or an unused recovery code; wrong ones count as wrong passwords do. */
    public boolean verify(String subject, String code) {
        Instant now = clock.instant();
        boolean[] good = new boolean[1];
        transactions.write(() -> table.change(subject, row -> {
            good[0] = false;
            if (row.standing().disabled() || Throttle.resting(row, now)) {
                return row;
            }
            Optional<SecondFactor> used = used(row, code);
            good[0] = used.isPresent();
            return used.map(row::with).orElseGet(() -> Throttle.failed(row, now));
        }));
        return good[0];
    }

    private Optional<SecondFactor> used(AccountRow row, String code) {
        SecondFactor factor = row.secondFactor();
        if (!factor.confirmed()) {
            return Optional.empty();
        }
        OptionalLong step = step(row, code);
        if (step.isPresent()) {
            return Optional.of(new SecondFactor(factor.sealed(), true, step.getAsLong(), factor.recovery()));
        }
        List<String> left = new ArrayList<>(factor.recovery());
        boolean recovered = left.remove(hash(code));
        return recovered ? Optional.of(new SecondFactor(factor.sealed(), true, factor.step(), left)) : Optional.empty();
    }

    private OptionalLong step(AccountRow row, String code) {
        SecondFactor factor = row.secondFactor();
        if (factor.sealed().isEmpty()) {
            return OptionalLong.empty();
        }
        byte[] secret = sealing.get().open(factor.sealed(), row.subject());
        String digits = code.replaceAll("[\\s-]", "");
        return Totp.step(secret, digits, clock.instant().getEpochSecond(), factor.step());
    }

    /** They are random enough that a plain hash cannot be turned back; case and dashes do not matter. */
    private static String hash(String recoveryCode) {
        String plain = recoveryCode.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
        return HexFormat.of().formatHex(Hashes.of(plain));
    }
}
