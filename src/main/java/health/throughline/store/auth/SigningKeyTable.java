package health.throughline.store.auth;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's own signing keys. */
public final class SigningKeyTable {

    private static final String PLACE = "key:";

    /**
     * One key.
     *
     * @param jwk private JWK
     * @param retired when it stopped signing; null for the one that signs
     */
    public record KeyRow(
            String kid,
            String jwk,
            Instant created,
            @Nullable Instant retired) {}

    private final Database database;
    private final Seal seal;

    SigningKeyTable(Database database, Seal seal) {
        this.database = database;
        this.seal = seal;
    }

    /** Newest first. */
    public List<KeyRow> all() {
        return database.list(
                "key.all",
                Sql.of("SELECT kid, sealed, created, retired FROM auth_key ORDER BY created DESC, kid"),
                row -> {
                    Timestamp retired = row.getTimestamp(4);
                    return new KeyRow(
                            row.getString(1),
                            seal.open(row.getBytes(2), PLACE + row.getString(1)),
                            row.getTimestamp(3).toInstant(),
                            retired == null ? null : retired.toInstant());
                });
    }

    /** From now on this one signs, and no other. */
    public void replace(String kid, String jwk) {
        database.update("key.retire", Sql.of("UPDATE auth_key SET retired = now() WHERE retired IS NULL"));
        database.update(
                "key.insert",
                Sql.of(
                        "INSERT INTO auth_key (kid, sealed, created) VALUES (?, ?, clock_timestamp())",
                        kid,
                        seal.close(jwk, PLACE + kid)));
    }

    /** Removes keys that stopped signing so many days ago. */
    public void purge(int days) {
        database.update(
                "key.purge", Sql.of("DELETE FROM auth_key WHERE retired < now() - make_interval(days => ?)", days));
    }
}
