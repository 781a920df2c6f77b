package health.throughline.store.term;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.List;

/** The code systems that have been loaded from release files. */
public final class CodeSystemTable {

    private final Database database;

    public CodeSystemTable(Database database) {
        this.database = database;
    }

    /**
     * One in force.
     *
     * @param definition a CodeSystem without its concepts, as JSON
     */
    public record Loaded(int id, String url, String version, int concepts, String definition) {}

    public List<Loaded> current() {
        return database.list(
                "codesystem.current",
                Sql.of("SELECT id, url, version, concepts, definition FROM code_system WHERE state = 'current'"),
                row -> new Loaded(row.getInt(1), row.getString(2), row.getString(3), row.getInt(4), row.getString(5)));
    }
}
