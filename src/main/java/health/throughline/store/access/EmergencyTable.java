package health.throughline.store.access;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** Emergency accesses. */
public final class EmergencyTable {

    /** An access that is open. */
    public record Open(long patient, Instant ends) {}

    /**
     * What is recorded of one.
     *
     * @param subject of the account
     * @param reference {@code Patient/id}
     */
    public record Opening(
            String subject,
            long patient,
            String reference,
            String reason,
            String nature,
            String affiliation,
            Instant ends) {}

    private final Database database;

    public EmergencyTable(Database database) {
        this.database = database;
    }

    public void add(Opening opening) {
        database.update(
                "emergency.add",
                Sql.of(
                        "INSERT INTO emergency_access (subject, patient, reference, reason, nature, affiliation, ends) "
                                + "VALUES (?, ?, ?, ?, ?, ?, ?)",
                        opening.subject(),
                        opening.patient(),
                        opening.reference(),
                        opening.reason(),
                        opening.nature(),
                        opening.affiliation(),
                        Timestamp.from(opening.ends())));
    }

    /** Those of {@code subject} that have not ended. */
    public List<Open> open(String subject) {
        return database.list(
                "emergency.open",
                Sql.of("SELECT patient, ends FROM emergency_access WHERE subject = ? AND ends > now()", subject),
                row -> new Open(row.getLong(1), row.getTimestamp(2).toInstant()));
    }
}
