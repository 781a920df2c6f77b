package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** How often the frequent keys occur, from PostgreSQL's own statistics; what is not listed there is rare. */
public final class KeyFrequencies {

    private static final long FRESH_NANOS = 30_000_000_000L;
    private static final double UNKNOWN_TOKEN = 5_000;
    private static final double UNKNOWN_TARGET = 500;
    private static final double UNKNOWN_TYPE = 1_000_000;

    /** Under this key stands the frequency that a key which is not listed has, generously. */
    private static final long OTHERS = Long.MIN_VALUE;

    /** Keys that are not listed differ among themselves. */
    private static final double GENEROSITY = 4;

    private final Database database;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Map.of(), Map.of(), Long.MIN_VALUE);

    /** Expected rows by token key, by reference target, and by resource type. */
    private record Snapshot(Map<Long, Double> tokens, Map<Long, Double> targets, Map<Long, Double> types, long taken) {}

    public KeyFrequencies(Database database) {
        this.database = database;
    }

    public double token(long key) {
        return expected(current().tokens(), key, UNKNOWN_TOKEN);
    }

    public double target(long key) {
        return expected(current().targets(), key, UNKNOWN_TARGET);
    }

    /** The same, at least. */
    public double tokenAtLeast(long key) {
        return current().tokens().getOrDefault(key, 1.0);
    }

    /** The same, at least. */
    public double targetAtLeast(long key) {
        return current().targets().getOrDefault(key, 1.0);
    }

    /** Expected number of resources of {@code type}. */
    public double type(String type) {
        return expected(current().types(), ResourceTypes.code(type), UNKNOWN_TYPE);
    }

    /** What is not among the frequent keys is as frequent as all such keys are on average, or several times that. */
    private static double expected(Map<Long, Double> frequent, long key, double unknown) {
        Double rows = frequent.get(key);
        return rows != null ? rows : Math.min(frequent.getOrDefault(OTHERS, unknown), unknown);
    }

    private Snapshot current() {
        Snapshot now = snapshot;
        boolean stale = now.taken() == Long.MIN_VALUE || System.nanoTime() - now.taken() > FRESH_NANOS;
        if (stale && refreshing.compareAndSet(false, true)) {
            try {
                snapshot = new Snapshot(
                        read("idx_token", "key"),
                        read("idx_reference", "target"),
                        read("resource", "type"),
                        System.nanoTime());
            } finally {
                refreshing.set(false);
            }
        }
        return snapshot;
    }

    private Map<Long, Double> read(String table, String column) {
        Map<Long, Double> rows = new HashMap<>();
        Sql sql = Sql.of("""
                SELECT v.value::bigint, v.freq * greatest(c.reltuples, 0), greatest(c.reltuples, 0), \
                CASE WHEN s.n_distinct < 0 THEN -s.n_distinct * greatest(c.reltuples, 0) ELSE s.n_distinct END FROM pg_class c \
                JOIN pg_stats s ON s.tablename = c.relname AND s.schemaname = current_schema() \
                CROSS JOIN LATERAL unnest(s.most_common_vals::text::text[], s.most_common_freqs) v (value, freq) \
                WHERE c.oid = ?::regclass AND s.attname = ?\
                """, table, column);
        List<Whole> whole = database.list("statistics." + table, sql, row -> {
            rows.put(row.getLong(1), row.getDouble(2));
            return new Whole(row.getDouble(3), row.getDouble(4));
        });
        if (!whole.isEmpty()) {
            rows.put(OTHERS, others(rows, whole.get(0)));
        }
        return rows;
    }

    /** The rows of a table, and how many keys they have. */
    private record Whole(double rows, double keys) {}

    /** As many as the rarest of those listed has, or a few times the average of the others if that is less. */
    private static double others(Map<Long, Double> listed, Whole whole) {
        double rarest =
                listed.values().stream().mapToDouble(Double::doubleValue).min().orElse(0);
        double known = listed.values().stream().mapToDouble(Double::doubleValue).sum();
        double keys = Math.max(1, whole.keys() - listed.size());
        return Math.min(rarest, GENEROSITY * Math.max(whole.rows() - known, 1) / keys);
    }
}
