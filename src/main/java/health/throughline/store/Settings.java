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

    /** Puts {@code value} unless another server was first; the value that is kept then. */
    public String putFirst(String name, String value) {
        database.update(
                "setting.first",
                Sql.of("INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, value));
        return find(name).orElse(value);
    }
}
