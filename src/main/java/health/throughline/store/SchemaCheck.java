package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import health.throughline.store.start.StartRefused;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings the tables up to date, and refuses to start on a database that this server would misread. */
final class SchemaCheck {

    private static final int OLDEST = 150_000;
    private static final int NEWEST = 190_000;

    private final Database database;

    SchemaCheck(Database database) {
        this.database = database;
    }

    /** A PostgreSQL we know, every migration applied and unchanged, and the same list of resource types. */
    void migrate(Flyway flyway) {
        requireKnownPostgres();
        try {
            flyway.migrate();
        } catch (FlywayValidateException e) {
            throw new StartRefused(
                    "The database's tables are not those of this version: " + e.getMessage(),
                    "Start the version of the server that last ran on this database, or a newer one. If a migration "
                            + "failed half-way, restore the backup and start again.");
        }
        requireSameTypes();
    }

    private void requireKnownPostgres() {
        long version =
                database.number("schema.version", Sql.of("SELECT current_setting('server_version_num')::bigint"));
        if (version < OLDEST || version >= NEWEST) {
            throw new StartRefused(
                    "PostgreSQL " + version / 10_000 + " is not supported.",
                    "Use PostgreSQL 15 to 18, or none at all: without throughline.store.url the server brings its own.");
        }
    }

    private void requireSameTypes() {
        String types = setting("resource-types", ResourceTypes.fingerprint());
        if (!types.equals(ResourceTypes.fingerprint())) {
            throw new StartRefused(
                    "This database was written with another list of resource types (" + types + ").",
                    "Start the server version that wrote it; it can export everything for a new database.");
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
