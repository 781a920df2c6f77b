package health.throughline.store;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Samples of the ordered indexes by key. PostgreSQL's own histograms are of whole columns, which says nothing of the
 * dates of one element path.
 */
public final class ValueSamples {

    private static final long FRESH_NANOS = 30_000_000_000L;
    private static final double WANTED = 30_000;
    private static final int PREFIX = 24;

    private final Database database;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), null);
    private volatile long taken;

    /** @param share of the table's rows that were read; 0 when none were */
    private record Sample<T>(Map<Long, T> values, double share) {}

    private record Snapshot(
            Map<String, Sample<double[]>> numbers, @Nullable Sample<String[]> texts) {}

    public ValueSamples(Database database) {
        this.database = database;
        this.taken = System.nanoTime() - FRESH_NANOS;
    }

    /**
     * Expected rows of {@code table} under {@code key} whose lo, or time of change, lies between the bounds; -1 when nothing is
     * known.
     */
    public double rows(String table, long key, double low, double high) {
        Sample<double[]> sample = current().numbers().get(table);
        if (sample == null) {
            return -1;
        }
        double[] values = sample.values().get(key);
        return values == null ? rare(sample) : scaled(place(values, Math.nextUp(high)) - place(values, low), sample);
    }

    /** Expected rows of strings under {@code key} in the range; -1 when nothing is known. */
    public double texts(long key, String from, String to) {
        Sample<String[]> sample = current().texts();
        if (sample == null) {
            return -1;
        }
        String[] values = sample.values().get(key);
        return values == null ? rare(sample) : scaled(place(values, cut(to)) - place(values, cut(from)), sample);
    }

    /** Nothing in the sample is no proof that there is nothing. */
    private static double scaled(int found, Sample<?> sample) {
        return Math.max(found, 0.5) / sample.share();
    }

    private static double rare(Sample<?> sample) {
        return 0.5 / sample.share();
    }

    private static int place(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        while (at > 0 && sorted[at - 1] == value) {
            at--;
        }
        return at < 0 ? -at - 1 : at;
    }

    private static int place(String[] sorted, String value) {
        int at = Arrays.binarySearch(sorted, value);
        while (at > 0 && sorted[at - 1].equals(value)) {
            at--;
        }
        return at < 0 ? -at - 1 : at;
    }

    private static String cut(String text) {
        return text.length() > PREFIX ? text.substring(0, PREFIX) : text;
    }

    /** Requests go on with the samples there are while new ones are taken. */
    private Snapshot current() {
        if (System.nanoTime() - taken >= FRESH_NANOS && refreshing.compareAndSet(false, true)) {
            CompletableFuture.runAsync(this::refresh);
        }
        return snapshot;
    }

    private void refresh() {
        try {
            Map<String, Sample<double[]>> numbers = new HashMap<>();
            for (Numbers from : Numbers.values()) {
                Sample<double[]> sample = numbers(from);
                if (sample != null) {
                    numbers.put(from.table, sample);
                }
            }
            snapshot = new Snapshot(numbers, texts());
        } finally {
            taken = System.nanoTime();
            refreshing.set(false);
        }
    }

    /** What is sampled, and how many rows of it. */
    private enum Numbers {
        DATES("idx_date", "key, lo::float8", WANTED),
        QUANTITIES("idx_quantity", "key, lo", WANTED),
        CHANGES("resource", "type::bigint, ts::float8", WANTED / 6);

        private final String table;
        private final String columns;
        private final double wanted;

        Numbers(String table, String columns, double wanted) {
            this.table = table;
            this.columns = columns;
            this.wanted = wanted;
        }
    }

    private double share(String table, double wanted) {
        long rows = database.number(
                "samples.size", Sql.of("SELECT reltuples::bigint FROM pg_class WHERE oid = ?::regclass", table));
        return rows <= 0 ? 0 : Math.min(1, wanted / rows);
    }

    private @Nullable Sample<double[]> numbers(Numbers from) {
        double share = share(from.table, from.wanted);
        if (share == 0) {
            return null;
        }
        Map<Long, List<Double>> found = new HashMap<>();
        Sql sql = Sql.of("SELECT " + from.columns + " FROM " + from.table + " TABLESAMPLE SYSTEM (?)", share * 100);
        database.list(
                "samples." + from.table,
                sql,
                row -> found.computeIfAbsent(row.getLong(1), key -> new ArrayList<>())
                        .add(row.getDouble(2)));
        Map<Long, double[]> sorted = new HashMap<>();
        found.forEach((key, values) -> sorted.put(
                key, values.stream().mapToDouble(Double::doubleValue).sorted().toArray()));
        return new Sample<>(sorted, share);
    }

    private @Nullable Sample<String[]> texts() {
        double share = share("idx_string", WANTED);
        if (share == 0) {
            return null;
        }
        Map<Long, List<String>> found = new HashMap<>();
        Sql sql = Sql.of("SELECT key, left(norm, " + PREFIX + ") FROM idx_string TABLESAMPLE SYSTEM (?)", share * 100);
        database.list(
                "samples.idx_string",
                sql,
                row -> found.computeIfAbsent(row.getLong(1), key -> new ArrayList<>())
                        .add(row.getString(2)));
        Map<Long, String[]> sorted = new HashMap<>();
        found.forEach((key, values) -> sorted.put(key, values.stream().sorted().toArray(String[]::new)));
        return new Sample<>(sorted, share);
    }
}
