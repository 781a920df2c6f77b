package health.throughline.store.auth;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.List;

/** The scopes that users have approved. */
public final class ApprovalTable {

    private final Database database;

    ApprovalTable(Database database) {
        this.database = database;
    }

    /** @param patient id of the Patient in context; empty for none */
    public List<String> scopes(String clientId, String subject, String patient) {
        return database.list(
                "approval.scopes",
                Sql.of(
                        "SELECT unnest(scopes) FROM auth_approval WHERE client_id = ? AND subject = ? AND patient = ?",
                        clientId,
                        subject,
                        patient),
                row -> row.getString(1));
    }

    public void put(String clientId, String subject, String patient, List<String> scopes) {
        database.update(
                "approval.put",
                Sql.of(
                        "INSERT INTO auth_approval (client_id, subject, patient, scopes, updated) "
                                + "VALUES (?, ?, ?, ?, now()) ON CONFLICT (client_id, subject, patient) DO UPDATE "
                                + "SET scopes = excluded.scopes, updated = now()",
                        clientId,
                        subject,
                        patient,
                        scopes.toArray(String[]::new)));
    }

    public void remove(String clientId, String subject) {
        database.update(
                "approval.remove",
                Sql.of("DELETE FROM auth_approval WHERE client_id = ? AND subject = ?", clientId, subject));
    }
}
