package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.Optional;

/** Single values that the servers on one database share. */
public final class Settings {

    private final Database database;

    public Settings(Database database) {
        this.database = database;
    }

    public Optional<String> find(String name) {
        return database.first(
                "setting.find", Sql.of("SELECT value FROM setting WHERE name = ?", name), row -> row.getString(1));
    }

    public void put(String name, String value) {
        database.update(
                "setting.put",
                Sql.of(
                        "INSERT INTO setting (name, value) VALUES (?, ?) "
                                + "ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        name,
                        value));
    }

    /** Sets the value unless somebody has; the one that is in force then. */
    public String initial(String name, String value) {
        database.update(
                "setting.initial",
                Sql.of("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING", name, value));
        return find(name).orElseThrow();
    }
}
