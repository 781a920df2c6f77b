package health.throughline.store.term;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The closure tables that clients keep here: codes they named, and which of them subsumes which. */
public final class ClosureTable {

    private final Database database;

    public ClosureTable(Database database) {
        this.database = database;
    }

    /** One code that subsumes another of its system. */
    public record Pair(String system, String above, String below) {}

    /** Makes {@code name} an empty one, whether there was one or not. */
    public void start(String name) {
        database.update(
                "closure.start",
                Sql.of("INSERT INTO closure VALUES (?, 0) ON CONFLICT (name) DO UPDATE SET version = 0", name));
        database.update("closure.clearpairs", Sql.of("DELETE FROM closure_pair WHERE name = ?", name));
        database.update("closure.clearcodes", Sql.of("DELETE FROM closure_code WHERE name = ?", name));
    }

    /** The version of {@code name}, which nobody else changes until the end of the transaction. */
    public Optional<Integer> lock(String name) {
        return database.first(
                "closure.lock",
                Sql.of("SELECT version FROM closure WHERE name = ? FOR UPDATE", name),
                row -> row.getInt(1));
    }

    public List<String> codes(String name, String system) {
        return database.list(
                "closure.codes",
                Sql.of("SELECT code FROM closure_code WHERE name = ? AND system = ?", name, system),
                row -> row.getString(1));
    }

    public void addCode(String name, String system, String code, int version) {
        database.update(
                "closure.addcode", Sql.of("INSERT INTO closure_code VALUES (?, ?, ?, ?)", name, system, code, version));
    }

    public void addPairs(String name, Collection<Pair> pairs, int version) {
        database.update(
                "closure.addpairs",
                Sql.of(
                        "INSERT INTO closure_pair (name, system, above, below, version) SELECT ?, p.*, ? "
                                + "FROM unnest(?::text[], ?::text[], ?::text[]) p ON CONFLICT DO NOTHING",
                        name,
                        version,
                        pairs.stream().map(Pair::system).toArray(String[]::new),
                        pairs.stream().map(Pair::above).toArray(String[]::new),
                        pairs.stream().map(Pair::below).toArray(String[]::new)));
    }

    public void setVersion(String name, int version) {
        database.update("closure.version", Sql.of("UPDATE closure SET version = ? WHERE name = ?", version, name));
    }

    /** What was told after {@code version}. */
    public List<Pair> since(String name, int version) {
        return database.list(
                "closure.since",
                Sql.of(
                        "SELECT system, above, below FROM closure_pair WHERE name = ? AND version > ? "
                                + "ORDER BY version, system, below, above",
                        name,
                        version),
                row -> new Pair(row.getString(1), row.getString(2), row.getString(3)));
    }
}
