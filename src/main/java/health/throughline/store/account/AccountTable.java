package health.throughline.store.account;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import health.throughline.store.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hibernate.LockMode;
import org.hibernate.exception.ConstraintViolationException;

/** The accounts. What changes one runs in a transaction of its caller. */
public final class AccountTable {

    private final Entities entities;
    private final Database database;

    public AccountTable(Entities entities, Database database) {
        this.entities = entities;
        this.database = database;
    }

    /** Whether it was added; not when its name or its external identity is another's. */
    public boolean insert(AccountRow row) {
        try {
            return entities.with(session -> {
                session.insert(AccountEntity.of(row));
                return true;
            });
        } catch (ConstraintViolationException e) {
            return false;
        }
    }

    public Optional<AccountRow> find(String subject) {
        AccountEntity found = entities.with(session -> session.get(AccountEntity.class, subject));
        return Optional.ofNullable(found).map(AccountEntity::row);
    }

    /** The account with this case-folded name. */
    public Optional<AccountRow> named(String username) {
        return one(Sql.of("SELECT subject FROM account WHERE username = ?", username));
    }

    /** The account of whom the identity provider calls so. */
    public Optional<AccountRow> external(String identity) {
        return one(Sql.of("SELECT subject FROM account WHERE external = ?", identity));
    }

    /** The accounts of one Practitioner, Patient or RelatedPerson. */
    public List<AccountRow> of(String user) {
        return rows(Sql.of("SELECT subject FROM account WHERE fhir_user = ? ORDER BY username", user));
    }

    /**
     * Some accounts in the order of their names.
     *
     * @param text what name or user name contain, in lower case; empty for all
     * @param after the user name that the page before ended with; empty for the first page
     */
    public List<AccountRow> page(String text, String after, int limit) {
        return rows(Sql.of(
                "SELECT subject FROM account WHERE username > ? AND position(? IN username || ' ' || lower(name)) > 0 "
                        + "ORDER BY username LIMIT ?",
                after,
                text,
                limit));
    }

    public boolean isEmpty() {
        return database.number("account.any", Sql.of("SELECT count(*) FROM (SELECT 1 FROM account LIMIT 1) a")) == 0;
    }

    /** The subjects of all who hold the role and are not disabled; until the transaction ends nobody else changes them. */
    public List<String> holders(String role) {
        return database.list(
                "account.holders",
                Sql.of(
                        "SELECT subject FROM account WHERE ? = ANY (roles) AND NOT disabled ORDER BY subject FOR UPDATE",
                        role),
                row -> row.getString(1));
    }

    /** Changes one account while nobody else does; what it has become, or empty when there is none. */
    public Optional<AccountRow> change(String subject, UnaryOperator<AccountRow> change) {
        AccountRow changed = entities.with(session -> {
            AccountEntity entity = session.get(AccountEntity.class, subject, LockMode.PESSIMISTIC_WRITE);
            if (entity == null) {
                return null;
            }
            entity.take(change.apply(entity.row()));
            session.update(entity);
            return entity.row();
        });
        return Optional.ofNullable(changed);
    }

    private Optional<AccountRow> one(Sql subjects) {
        return rows(subjects).stream().findFirst();
    }

    private List<AccountRow> rows(Sql subjects) {
        return database.list("account.subjects", subjects, row -> row.getString(1)).stream()
                .flatMap(subject -> find(subject).stream())
                .toList();
    }
}
