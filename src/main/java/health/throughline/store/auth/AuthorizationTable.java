package health.throughline.store.auth;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import health.throughline.store.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients have been authorized to do. */
public final class AuthorizationTable {

    static final String PLACE = "authorization:";

    /**
     * One authorization.
     *
     * @param subject empty when the client acts for itself
     * @param session hash of the login session that it ends with; empty when with none
     * @param detail JSON, sealed in the database
     * @param ended null while it holds
     */
    public record AuthorizationRow(
            String id,
            String clientId,
            String subject,
            String session,
            List<String> scopes,
            String detail,
            Instant created,
            @Nullable Instant ended) {}

    private final Entities entities;
    private final Database database;
    private final Seal seal;

    AuthorizationTable(Entities entities, Database database, Seal seal) {
        this.entities = entities;
        this.database = database;
        this.seal = seal;
    }

    public void insert(AuthorizationRow row) {
        byte[] sealed = seal.close(row.detail(), PLACE + row.id());
        entities.with(session -> session.insert(AuthorizationEntity.of(row, sealed)));
    }

    public Optional<AuthorizationRow> find(String id) {
        return Optional.ofNullable(entities.with(session -> session.get(AuthorizationEntity.class, id)))
                .map(entity -> entity.row(seal));
    }

    /** Those of {@code subject} that hold, newest first. */
    public List<AuthorizationRow> of(String subject) {
        return rows(Sql.of(
                "SELECT a.id FROM auth_authorization a WHERE a.subject = ? AND a.ended IS NULL AND EXISTS "
                        + "(SELECT 1 FROM auth_token t WHERE t.authorization_id = a.id AND t.ended IS NULL "
                        + "AND t.expires > now() AND t.kind <> 'CODE') ORDER BY a.created DESC LIMIT 500",
                subject));
    }

    private List<AuthorizationRow> rows(Sql ids) {
        return database.list("authorization.ids", ids, row -> row.getString(1)).stream()
                .flatMap(id -> find(id).stream())
                .toList();
    }

    /** Ends one for good; whether it held until now. */
    public boolean end(String id) {
        return database.update(
                        "authorization.end",
                        Sql.of("UPDATE auth_authorization SET ended = now() WHERE id = ? AND ended IS NULL", id))
                > 0;
    }

    /** Ends all of a client. */
    public int endOfClient(String clientId) {
        return database.update(
                "authorization.endClient",
                Sql.of("UPDATE auth_authorization SET ended = now() WHERE client_id = ? AND ended IS NULL", clientId));
    }

    /** Ends all of an account. */
    public int endOfSubject(String subject) {
        return database.update(
                "authorization.endSubject",
                Sql.of("UPDATE auth_authorization SET ended = now() WHERE subject = ? AND ended IS NULL", subject));
    }

    /** Ends those that hold no longer than a login session, by its hash. */
    public int endOfSession(String session) {
        return database.update(
                "authorization.endSession",
                Sql.of(
                        "UPDATE auth_authorization SET ended = now() WHERE session = ? AND session <> '' "
                                + "AND ended IS NULL",
                        session));
    }

    /** Removes what no token belongs to any more. */
    public void purge() {
        database.update("token.purge", Sql.of("DELETE FROM auth_token WHERE expires < now() - interval '1 day'"));
        database.update(
                "authorization.purge",
                Sql.of("DELETE FROM auth_authorization a WHERE a.created < now() - interval '2 days' AND NOT EXISTS "
                        + "(SELECT 1 FROM auth_token t WHERE t.authorization_id = a.id)"));
    }
}
