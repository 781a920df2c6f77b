package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.BitSet;
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
     * Registers what is new, takes up again what was given up, gives up what is no longer wanted, and returns all. Only
     * before anybody writes ({@code serving} is false) are new paths of a type that holds no resource complete at once.
     */
    public Map<Definition, Registered> register(Collection<Definition> wanted, boolean serving) {
        Map<Definition, Registered> known = known();
        List<Definition> fresh = new ArrayList<>(wanted);
        fresh.removeAll(known.keySet());
        if (!fresh.isEmpty()) {
            insert(fresh, known.values(), serving);
        }
        int changed = fresh.size();
        changed += change(known, wanted, true, "waiting", "retired", "removing");
        changed += change(known, wanted, false, "retired", "complete", "building", "waiting");
        return changed == 0 ? known : known();
    }

    private void insert(List<Definition> fresh, Collection<Registered> known, boolean serving) {
        database.update(
                "path.register",
                Sql.of(
                        """
                INSERT INTO search_path (type, kind, expression, bit, state) \
                SELECT p.type, p.kind, p.expression, p.bit, \
                CASE WHEN ? OR EXISTS (SELECT 1 FROM resource r WHERE r.type = p.code) THEN 'waiting' ELSE 'complete' END \
                FROM unnest(?::text[], ?::text[], ?::text[], ?::smallint[], ?::smallint[]) \
                p (type, kind, expression, code, bit) ON CONFLICT DO NOTHING\
                """,
                        serving,
                        fresh.stream().map(Definition::type).toArray(String[]::new),
                        fresh.stream().map(Definition::kind).toArray(String[]::new),
                        fresh.stream().map(Definition::expression).toArray(String[]::new),
                        fresh.stream()
                                .map(path -> ResourceTypes.code(path.type()))
                                .toArray(Short[]::new),
                        freeBits(fresh, known)));
    }

    /** Bits of paths that are gone serve again. */
    private static Short[] freeBits(List<Definition> fresh, Collection<Registered> known) {
        Map<String, BitSet> taken = new HashMap<>();
        known.forEach(path -> taken.computeIfAbsent(path.definition().type(), type -> new BitSet())
                .set(path.bit()));
        return fresh.stream()
                .map(path -> {
                    BitSet bits = taken.computeIfAbsent(path.type(), type -> new BitSet());
                    int free = bits.nextClearBit(0);
                    bits.set(free);
                    return (short) free;
                })
                .toArray(Short[]::new);
    }

    private int change(
            Map<Definition, Registered> known, Collection<Definition> wanted, boolean in, String to, String... from) {
        int[] ids = known.values().stream()
                .filter(path -> wanted.contains(path.definition()) == in)
                .mapToInt(Registered::id)
                .toArray();
        return ids.length == 0 ? 0 : update("path.change", ids, to, from);
    }

    private int update(String name, int[] ids, String to, String... from) {
        return database.update(
                name, Sql.of("UPDATE search_path SET state = ? WHERE id = ANY (?) AND state = ANY (?)", to, ids, from));
    }

    /** A job begins with these: when it ends, it has seen every resource for them. */
    public void begin(Collection<Integer> built, Collection<Integer> gone) {
        update("path.begin", ids(built), "building", "waiting");
        update("path.begin", ids(gone), "removing", "retired");
    }

    /** Marks as searchable those that were there when the job began. */
    public void complete(Collection<Integer> paths) {
        update("path.complete", ids(paths), "complete", "building");
    }

    private static int[] ids(Collection<Integer> paths) {
        return paths.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Forgets paths whose rows are gone, unless they are wanted again. */
    public void remove(Collection<Integer> paths) {
        database.update(
                "path.remove", Sql.of("DELETE FROM search_path WHERE id = ANY (?) AND state = 'removing'", ids(paths)));
        database.update(
                "code.remove",
                Sql.of(
                        "DELETE FROM used_code c WHERE c.path = ANY (?) "
                                + "AND NOT EXISTS (SELECT 1 FROM search_path p WHERE p.id = c.path)",
                        ids(paths)));
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
