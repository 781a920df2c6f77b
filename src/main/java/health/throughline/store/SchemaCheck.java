package health.throughline.store;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;

/** Refuses to start on a database that this server would misread. */
final class SchemaCheck {

    private static final int OLDEST = 150_000;
    private static final int NEWEST = 190_000;

    private final Database database;

    SchemaCheck(Database database) {
        this.database = database;
    }

    /** Every migration applied and unchanged, a PostgreSQL we know, and the same list of resource types. */
    void verify(Flyway flyway) {
        flyway.validate();
        long version =
                database.number("schema.version", Sql.of("SELECT current_setting('server_version_num')::bigint"));
        if (version < OLDEST || version >= NEWEST) {
            throw new IllegalStateException("PostgreSQL " + version / 10_000 + " is not supported; use 15 to 18.");
        }
        String types = setting("resource-types", ResourceTypes.fingerprint());
        if (!types.equals(ResourceTypes.fingerprint())) {
            throw new IllegalStateException("This database was written with another list of resource types (" + types
                    + "); start the server version that wrote it, or migrate it.");
        }
    }

    /** The secret under which this database's keys are hashed; made once. */
    String hashSecret() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return setting("hash-secret", HexFormat.of().formatHex(random));
    }

    private String setting(String name, String initial) {
        database.update(
                "setting.add", Sql.of("INSERT INTO setting VALUES (?, ?) ON CONFLICT DO NOTHING", name, initial));
        return database.first(
                        "setting.get",
                        Sql.of("SELECT value FROM setting WHERE name = ?", name),
                        row -> row.getString(1))
                .orElseThrow();
    }
}
