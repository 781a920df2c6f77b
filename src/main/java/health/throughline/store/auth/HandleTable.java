package health.throughline.store.auth;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Short-lived handles and what they stand for, and the assertions that have been used. */
public final class HandleTable {

    private static final String PLACE = "handle:";

    private static final int PURGE_EVERY = 256;

    private final AtomicInteger made = new AtomicInteger();
    private final Database database;
    private final Seal seal;

    HandleTable(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** @param kind a handle of one kind is none of another */
    public void put(String kind, String handle, String detail, Duration lifetime) {
        purge();
        database.update(
                "handle.put",
                Sql.of(
                        "INSERT INTO auth_handle (hash, kind, detail, expires) "
                                + "VALUES (?, ?, ?, now() + make_interval(secs => ?))",
                        Hashes.of(handle),
                        kind,
                        seal.close(detail, PLACE + kind),
                        (double) lifetime.toSeconds()));
    }

    public Optional<String> find(String kind, String handle) {
        return database.first(
                        "handle.find",
                        Sql.of(
                                "SELECT detail FROM auth_handle WHERE hash = ? AND kind = ? AND expires > now()",
                                Hashes.of(handle),
                                kind),
                        row -> row.getBytes(1))
                .map(closed -> seal.open(closed, PLACE + kind));
    }

    /** What it stands for, once: it is gone then. */
    public Optional<String> take(String kind, String handle) {
        return database.first(
                        "handle.take",
                        Sql.of(
                                "DELETE FROM auth_handle WHERE hash = ? AND kind = ? AND expires > now() RETURNING detail",
                                Hashes.of(handle),
                                kind),
                        row -> row.getBytes(1))
                .map(closed -> seal.open(closed, PLACE + kind));
    }

    /** Notes the use of an assertion; false when it has been used before. */
    public boolean firstUse(String clientId, String jti, Duration remembered) {
        purge();
        return database.update(
                        "assertion.use",
                        Sql.of(
                                "INSERT INTO auth_assertion (client_id, jti, expires) "
                                        + "VALUES (?, ?, now() + make_interval(secs => ?)) ON CONFLICT DO NOTHING",
                                clientId,
                                jti,
                                (double) remembered.toSeconds()))
                > 0;
    }

    /** Removes what has expired, now and then. */
    private void purge() {
        if (made.incrementAndGet() % PURGE_EVERY != 0) {
            return;
        }
        database.update("handle.purge", Sql.of("DELETE FROM auth_handle WHERE expires < now()"));
        database.update("assertion.purge", Sql.of("DELETE FROM auth_assertion WHERE expires < now()"));
    }
}
