package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The codes and uris in use, each once. A write brings the ones that this process has not seen committed; all others cost
 * it nothing.
 */
public final class UsedCodes {

    private static final int REMEMBERED = 100_000;

    /** As much of a code as its index holds. */
    private static final int CUT = 200;

    private final Database database;
    private final Map<IndexRow.Token, Boolean> known = new ConcurrentHashMap<>();

    /** A code under the key and system of its index rows. */
    public record Used(long key, int sys) {}

    /**
     * Codes by text.
     *
     * @param whole those whose every use has such a text
     * @param partly keys of those that also occur with other texts or none
     * @param texts the hashes of the texts that match
     */
    public record ByText(List<Used> whole, long[] partly, int[] texts) {}

    private record Texts(Used used, boolean whole, int[] texts) {}

    UsedCodes(Database database) {
        this.database = database;
    }

    /** Whether the code of {@code row} is known to be stored. */
    public boolean known(IndexRow.Token row) {
        return known.containsKey(row);
    }

    void committed(Collection<IndexRow.Code> codes) {
        if (known.size() + codes.size() > REMEMBERED) {
            known.clear();
        }
        codes.forEach(code -> known.put(new IndexRow.Token(code.key(), code.sys(), code.txt()), true));
    }

    /** The codes of one system under {@code path}, at most {@code limit}. */
    public List<Used> ofSystem(int path, int sys, int limit) {
        return list(
                "code.system",
                Sql.of("SELECT DISTINCT key, sys FROM used_code WHERE path = ? AND sys = ? LIMIT " + limit, path, sys));
    }

    /** All codes under {@code path} with one of {@code systems}, at most {@code limit}. */
    public Set<Used> ofSystems(int path, int[] systems, int limit) {
        Sql sql = Sql.of(
                "SELECT DISTINCT key, sys FROM used_code WHERE path = ? AND sys = ANY (?) LIMIT " + limit,
                path,
                systems);
        return Set.copyOf(list("code.systems", sql));
    }

    /** The codes of one system under any path, at most {@code limit}. */
    public List<String> codes(int sys, int limit) {
        return database.list(
                "code.all",
                Sql.of("SELECT DISTINCT code FROM used_code WHERE sys = ? LIMIT " + limit, sys),
                row -> row.getString(1));
    }

    /** The uris under {@code path} that start with {@code prefix}, at most {@code limit}. */
    public List<Used> startingWith(int path, String prefix, int limit) {
        String cut = prefix.length() <= CUT ? prefix : prefix.substring(0, CUT);
        Sql sql = Sql.of(
                "SELECT DISTINCT key, sys FROM used_code WHERE path = ? AND sys = 0 AND left(code, " + CUT + ") >= ? "
                        + "AND left(code, " + CUT + ") < ? AND starts_with(code, ?) LIMIT " + limit,
                path,
                cut,
                cut + Character.toString(Character.MAX_CODE_POINT),
                prefix);
        return list("code.prefix", sql);
    }

    /**
     * The codes under {@code paths} with a display in which {@code words} follow each other, the last of them perhaps
     * unfinished.
     */
    public ByText withText(int[] paths, String words) {
        Sql sql = Sql.of(
                "SELECT key, sys, bool_and(hit), array_agg(txt) FILTER (WHERE hit) FROM (SELECT key, sys, txt, "
                        + "coalesce(position(? IN words) > 0, false) AS hit FROM used_code WHERE path = ANY (?)) u "
                        + "GROUP BY key, sys HAVING bool_or(hit)",
                words,
                paths);
        List<Texts> found = database.list(
                "code.text",
                sql,
                row -> new Texts(new Used(row.getLong(1), row.getInt(2)), row.getBoolean(3), ints(row.getArray(4))));
        return new ByText(
                found.stream().filter(Texts::whole).map(Texts::used).toList(),
                found.stream()
                        .filter(one -> !one.whole())
                        .mapToLong(one -> one.used().key())
                        .toArray(),
                found.stream()
                        .filter(one -> !one.whole())
                        .flatMapToInt(one -> Arrays.stream(one.texts()))
                        .distinct()
                        .toArray());
    }

    private static int[] ints(Array array) throws SQLException {
        Integer[] boxed = (Integer[]) array.getArray();
        int[] ints = new int[boxed.length];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = boxed[i];
        }
        return ints;
    }

    private List<Used> list(String name, Sql sql) {
        return database.list(name, sql, row -> new Used(row.getLong(1), row.getInt(2)));
    }
}
