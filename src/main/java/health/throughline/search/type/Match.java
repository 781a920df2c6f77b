package health.throughline.search.type;

import health.throughline.store.sql.Sql;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one parameter asks of its index table, on alias {@code x}.
 *
 * @param condition for looking a known resource up: holds if any row satisfies it
 * @param scans for finding resources: conditions whose union is the same, each a range of one index
 * @param yields how the scans give their resources
 * @param keys the keys it looks up, for estimating how many rows they have
 * @param spans the ranges its scans read, for the same purpose; empty where nothing is ordered
 * @param or what else satisfies it, in another table
 * @param codes what is known of the codes it looks up
 */
public record Match(
        String table,
        Sql condition,
        List<Sql> scans,
        Yield yields,
        List<Long> keys,
        List<Span> spans,
        @Nullable Match or,
        Codes codes) {

    /** With more rare keys than this, gathering their rows is cheaper than trying each key on each resource. */
    private static final int MANY = 50;

    public Match(String table, Sql condition, List<Sql> scans, Yield yields, List<Long> keys) {
        this(table, condition, scans, yields, keys, List.of());
    }

    public Match(String table, Sql condition, List<Sql> scans, Yield yields, List<Long> keys, List<Span> spans) {
        this(table, condition, scans, yields, keys, spans, null, Codes.UNKNOWN);
    }

    /**
     * What is known of the codes that are looked up.
     *
     * @param arms the rows of a token index in which each of them stands in row order; null where that cannot be told
     * @param rare whether none has more than a few rows, so that a lookup may gather all of them first
     */
    public record Codes(@Nullable Arms arms, boolean rare) {

        static final Codes UNKNOWN = new Codes(null, false);
    }

    /**
     * Codes with their systems, as far as they were given.
     *
     * @param systems one for each key; -1 for all that {@code used_code} knows of it
     */
    public record Arms(long[] keys, int[] systems) {

        /** Whether a system was left open. */
        public boolean open() {
            return Arrays.stream(systems).anyMatch(system -> system < 0);
        }

        /** The keys whose system was left open. */
        public long[] openKeys() {
            return IntStream.range(0, keys.length)
                    .filter(i -> systems[i] < 0)
                    .mapToLong(i -> keys[i])
                    .toArray();
        }
    }

    /** How a scan gives the resources it finds. */
    public enum Yield {
        /** Each once, in row number order. */
        IN_ORDER,
        /** Each once, in any order. */
        ONCE,
        /** Some of them several times. */
        REPEATED
    }

    static Match scan(String table, Sql condition, boolean ordered, List<Long> keys) {
        Yield yields = ordered ? Yield.IN_ORDER : Yield.REPEATED;
        return new Match(table, condition, List.of(condition), yields, keys);
    }

    /** Rows that satisfy this and {@code other}, of an index in which a resource has one row at most. */
    public Match and(Match other) {
        return new Match(
                table,
                new Sql().add(condition).add(" AND ").add(other.condition),
                scans.stream()
                        .map(scan -> new Sql().add(scan).add(" AND ").add(other.condition))
                        .toList(),
                yields == Yield.ONCE && other.yields == Yield.ONCE ? Yield.ONCE : Yield.REPEATED,
                keys,
                Span.common(spans, other.spans));
    }

    /** The same, which stands in row order within each of {@code arms}. */
    Match standing(Arms arms) {
        return new Match(table, condition, scans, yields, keys, spans, or, new Codes(arms, codes.rare()));
    }

    /** This or {@code other}. */
    Match or(Match other) {
        return new Match(table, condition, scans, Yield.REPEATED, keys, spans, other, new Codes(null, codes.rare()));
    }

    /** The same, of keys that have a few rows each at most. */
    Match ofRareKeys() {
        return new Match(table, condition, scans, yields, keys, spans, or, new Codes(codes.arms(), true));
    }

    /** As a lookup for the resource whose row number is {@code rid}; OFFSET 0 keeps it one, whatever the planner thinks. */
    public Sql seek(String rid) {
        Sql own = codes.rare() && keys.size() > MANY
                ? gathered(rid)
                : Sql.of("EXISTS (SELECT 1 FROM " + table + " x WHERE x.rid = " + rid + " AND ")
                        .add(condition)
                        .add(" OFFSET 0)");
        return or == null
                ? own
                : Sql.of("(").add(own).add(" OR ").add(or.seek(rid)).add(")");
    }

    /** IS TRUE keeps the planner from making a join of it; as it stands, the rows are read once and hashed. */
    private Sql gathered(String rid) {
        List<Sql> rids = scans.stream()
                .map(scan -> Sql.of("SELECT x.rid FROM " + table + " x WHERE ").add(scan))
                .toList();
        return Sql.of("((" + rid + " IN (").add(Sql.join(" UNION ALL ", rids)).add(")) IS TRUE)");
    }
}
