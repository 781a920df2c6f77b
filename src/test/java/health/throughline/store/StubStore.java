package health.throughline.store;

import health.throughline.store.sql.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A store without a database: every code system is known, every path complete, and the frequencies are those that a test
 * sets. What compiles searches runs on it in milliseconds.
 */
public final class StubStore {

    private static final String SECRET = "000102030405060708090a0b0c0d0e0f";

    /** So many rows that what is not listed is taken for as frequent as the rarest that is. */
    private static final double MANY = 1e12;

    private final Map<String, Map<Long, Double>> frequencies = new HashMap<>();
    private final Map<String, List<List<Object>>> samples = new HashMap<>();
    private final Map<Object, Integer> terms = new LinkedHashMap<>();
    private final List<List<Object>> paths = new ArrayList<>();
    private final Database database = new Database(StubDriver.source(this::answer), new SimpleMeterRegistry());
    private final Keys keys = new Keys(SECRET);

    public Database database() {
        return database;
    }

    public Keys keys() {
        return keys;
    }

    public Terms terms() {
        return new Terms(database);
    }

    public UsedCodes codes() {
        return new UsedCodes(database);
    }

    public SearchPathTable paths() {
        return new SearchPathTable(database);
    }

    /** There are {@code rows} resources of {@code type}. */
    public void resources(String type, double rows) {
        frequent("resource", ResourceTypes.code(type), rows);
    }

    /** {@code rows} index rows carry {@code code} under {@code path}. */
    public void tokens(int path, String code, double rows) {
        frequent("idx_token", keys.of(path, code), rows);
    }

    /** {@code rows} references lead to {@code target}. */
    public void references(String target, double rows) {
        frequent("idx_reference", keys.of(target), rows);
    }

    /** Values of {@code path} in {@code table}, an ordered index; the samples are read by whoever asks for them next. */
    public void values(String table, long path, Object... values) {
        List<List<Object>> rows = samples.computeIfAbsent(table, name -> new ArrayList<>());
        Arrays.stream(values).forEach(value -> rows.add(List.of(path, value)));
    }

    private void frequent(String table, long key, double rows) {
        frequencies.computeIfAbsent(table, name -> new HashMap<>()).put(key, rows);
    }

    private List<List<Object>> answer(String sql, List<Object> values) {
        if (sql.contains("FROM search_path")) {
            return paths;
        }
        if (sql.startsWith("INSERT INTO search_path")) {
            register(values);
        } else if (sql.contains("most_common_vals")) {
            List<List<Object>> rows = new ArrayList<>();
            frequencies
                    .getOrDefault(String.valueOf(values.get(0)), Map.of())
                    .forEach((key, number) -> rows.add(List.of(key, number, MANY, 1.0)));
            return rows;
        } else if (sql.contains("reltuples::bigint")) {
            return List.of(List.of(samples.getOrDefault(String.valueOf(values.get(0)), List.of())
                    .size()));
        } else if (sql.contains("TABLESAMPLE")) {
            return samples.entrySet().stream()
                    .filter(table -> sql.contains(" FROM " + table.getKey() + " "))
                    .flatMap(table -> table.getValue().stream())
                    .toList();
        } else if (sql.startsWith("SELECT id FROM term WHERE text")) {
            return List.of(List.of(terms.computeIfAbsent(values.get(0), term -> terms.size() + 1)));
        } else if (sql.contains("FROM used_code")) {
            return List.of(List.of(7L, 1, true, new int[0]), List.of(8L, 1, false, new int[] {11}));
        }
        return List.of();
    }

    private void register(List<Object> values) {
        String[] types = (String[]) values.get(1);
        for (int i = 0; i < types.length; i++) {
            Object kind = ((String[]) values.get(2))[i];
            Object expression = ((String[]) values.get(3))[i];
            Object bit = ((Short[]) values.get(5))[i];
            paths.add(List.of(paths.size() + 1, types[i], kind, expression, bit, "complete"));
        }
    }
}
