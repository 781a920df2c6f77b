package health.throughline.store.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One account as it is stored.
 *
 * @param subject stable, never given twice
 * @param username case-folded
 * @param roles their codes
 * @param identity who they are elsewhere
 */
public record AccountRow(
        String subject,
        String username,
        String name,
        List<String> roles,
        Identity identity,
        Password password,
        SecondFactor secondFactor,
        Standing standing) {

    public AccountRow {
        roles = List.copyOf(roles);
    }

    /**
     * Who they are in the record and to others.
     *
     * @param user {@code Type/id} in the record; empty when none
     * @param external who the identity provider says it is; null when it does not know them
     */
    public record Identity(String user, @Nullable String external) {}

    /**
     * What they prove themselves by.
     *
     * @param hash empty when there is none
     * @param toChange whether it must be changed at the next sign-in
     * @param expires when it ends to be good; null when it does not
     */
    public record Password(
            String hash, boolean toChange, @Nullable Instant expires) {}

    /**
     * What they prove themselves by beside the password.
     *
     * @param sealed the secret, encrypted; empty when there is none
     * @param confirmed whether a first code has shown that their device knows the secret
     * @param step newest time step of which a code was taken
     * @param recovery hashes of the recovery codes that are left
     */
    public record SecondFactor(String sealed, boolean confirmed, long step, List<String> recovery) {

        public static final SecondFactor NONE = new SecondFactor("", false, 0, List.of());

        public SecondFactor {
            recovery = List.copyOf(recovery);
        }
    }

    /**
     * Whether they may sign in.
     *
     * @param failures wrong passwords and codes since the last sign-in
     * @param generation raised when sessions and tokens given out before are void
     */
    public record Standing(
            boolean disabled,
            int failures,
            @Nullable Instant lockedUntil,
            @Nullable Instant lastLogin,
            int generation,
            Instant created) {

        public static Standing fresh(Instant now) {
            return new Standing(false, 0, null, null, 0, now);
        }

        public Standing withDisabled(boolean now) {
            return new Standing(now, failures, lockedUntil, lastLogin, generation, created);
        }

        public Standing withFailures(int number, @Nullable Instant until) {
            return new Standing(disabled, number, until, lastLogin, generation, created);
        }

        public Standing withLogin(Instant now) {
            return new Standing(disabled, 0, null, now, generation, created);
        }

        public Standing nextGeneration() {
            return new Standing(disabled, failures, lockedUntil, lastLogin, generation + 1, created);
        }
    }

    public AccountRow with(Password other) {
        return new AccountRow(subject, username, name, roles, identity, other, secondFactor, standing);
    }

    public AccountRow with(SecondFactor other) {
        return new AccountRow(subject, username, name, roles, identity, password, other, standing);
    }

    public AccountRow with(Standing other) {
        return new AccountRow(subject, username, name, roles, identity, password, secondFactor, other);
    }

    /** Under another name, in other roles, as somebody else of the record. */
    public AccountRow with(String otherName, List<String> others, Identity other) {
        return new AccountRow(subject, username, otherName, others, other, password, secondFactor, standing);
    }

    public String user() {
        return identity.user();
    }

    public @Nullable String external() {
        return identity.external();
    }

    /** The same with everything void that was given out before. */
    public AccountRow renewed() {
        return with(standing.nextGeneration());
    }
}
