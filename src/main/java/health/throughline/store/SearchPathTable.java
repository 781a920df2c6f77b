package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The indexed element paths: which there are, their numbers, and whether their rows are complete. */
public final class SearchPathTable {

    /** What is indexed: the values of {@code expression} on {@code type}, as {@code kind}. */
    public record Definition(String type, String kind, String expression) {}

    /** A definition with its number; until it is complete, no search may rely on it. */
    public record Registered(int id, Definition definition, int bit, boolean complete) {}

    private final Database database;

    public SearchPathTable(Database database) {
        this.database = database;
    }

    /**
     * Registers what is new and returns all. New paths of a type that holds no resource are complete at once; others are
     * after their reindex.
     */
    public Map<Definition, Registered> register(Collection<Definition> wanted) {
        Map<Definition, Registered> known = known();
        List<Definition> fresh = new ArrayList<>(wanted);
        fresh.removeAll(known.keySet());
        if (fresh.isEmpty()) {
            return known;
        }
        database.update(
                "path.register",
                Sql.of(
                        """
                INSERT INTO search_path (type, kind, expression, bit, state) \
                SELECT p.type, p.kind, p.expression, \
                row_number() OVER (PARTITION BY p.type ORDER BY p.kind, p.expression) \
                + (SELECT coalesce(max(s.bit), -1) FROM search_path s WHERE s.type = p.type), CASE WHEN EXISTS (SELECT 1 FROM resource r WHERE r.type = p.code) \
                THEN 'building' ELSE 'complete' END \
                FROM unnest(?::text[], ?::text[], ?::text[], ?::smallint[]) p (type, kind, expression, code) \
                ON CONFLICT DO NOTHING\
                """,
                        fresh.stream().map(Definition::type).toArray(String[]::new),
                        fresh.stream().map(Definition::kind).toArray(String[]::new),
                        fresh.stream().map(Definition::expression).toArray(String[]::new),
                        fresh.stream()
                                .map(path -> ResourceTypes.code(path.type()))
                                .toArray(Short[]::new)));
        return known();
    }

    /** Marks the paths as searchable. */
    public void complete(Collection<Integer> paths) {
        int[] ids = paths.stream().mapToInt(Integer::intValue).toArray();
        database.update("path.complete", Sql.of("UPDATE search_path SET state = 'complete' WHERE id = ANY (?)", ids));
    }

    /** Forgets paths whose rows are gone. */
    public void remove(Collection<Integer> paths) {
        int[] ids = paths.stream().mapToInt(Integer::intValue).toArray();
        database.update("path.remove", Sql.of("DELETE FROM search_path WHERE id = ANY (?)", ids));
        database.update("code.remove", Sql.of("DELETE FROM used_code WHERE path = ANY (?)", ids));
    }

    /** Every path that is registered. */
    public Map<Definition, Registered> known() {
        Map<Definition, Registered> all = new HashMap<>();
        database.list("path.all", Sql.of("SELECT id, type, kind, expression, bit, state FROM search_path"), row -> {
            Definition definition = new Definition(row.getString(2), row.getString(3), row.getString(4));
            return all.put(
                    definition,
                    new Registered(row.getInt(1), definition, row.getInt(5), "complete".equals(row.getString(6))));
        });
        return all;
    }
}
