package health.throughline.store.account;

import health.throughline.store.account.AccountRow.Identity;
import health.throughline.store.account.AccountRow.Password;
import health.throughline.store.account.AccountRow.SecondFactor;
import health.throughline.store.account.AccountRow.Standing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the table account. */
@Entity
@Table(name = "account")
class AccountEntity {

    @Id
    private String subject = "";

    private String username = "";
    private String name = "";

    @Column(columnDefinition = "text[]")
    private String[] roles = {};

    @Column(name = "fhir_user")
    private String user = "";

    private @Nullable String external;
    private String password = "";

    @Column(name = "password_to_change")
    private boolean passwordToChange;

    @Column(name = "password_expires")
    private @Nullable Instant passwordExpires;

    @Column(name = "totp_secret")
    private String totpSecret = "";

    @Column(name = "totp_confirmed")
    private boolean totpConfirmed;

    @Column(name = "totp_step")
    private long totpStep;

    @Column(columnDefinition = "text[]")
    private String[] recovery = {};

    private boolean disabled;
    private int failures;

    @Column(name = "locked_until")
    private @Nullable Instant lockedUntil;

    @Column(name = "last_login")
    private @Nullable Instant lastLogin;

    private int generation;
    private Instant created = Instant.EPOCH;

    protected AccountEntity() {}

    static AccountEntity of(AccountRow row) {
        AccountEntity entity = new AccountEntity();
        entity.subject = row.subject();
        entity.take(row);
        return entity;
    }

    final void take(AccountRow row) {
        username = row.username();
        name = row.name();
        roles = row.roles().toArray(String[]::new);
        user = row.user();
        external = row.external();
        password = row.password().hash();
        passwordToChange = row.password().toChange();
        passwordExpires = row.password().expires();
        totpSecret = row.secondFactor().sealed();
        totpConfirmed = row.secondFactor().confirmed();
        totpStep = row.secondFactor().step();
        recovery = row.secondFactor().recovery().toArray(String[]::new);
        take(row.standing());
    }

    private void take(Standing standing) {
        disabled = standing.disabled();
        failures = standing.failures();
        lockedUntil = standing.lockedUntil();
        lastLogin = standing.lastLogin();
        generation = standing.generation();
        created = standing.created();
    }

    AccountRow row() {
        return new AccountRow(
                subject,
                username,
                name,
                List.of(roles),
                new Identity(user, external),
                new Password(password, passwordToChange, passwordExpires),
                new SecondFactor(totpSecret, totpConfirmed, totpStep, List.of(recovery)),
                new Standing(disabled, failures, lockedUntil, lastLogin, generation, created));
    }
}
