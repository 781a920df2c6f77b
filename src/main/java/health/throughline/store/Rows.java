package health.throughline.store;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Resource rows turned into the arrays that one statement unnests. */
final class Rows {

    private final List<ResourceChange> changes;
    private final Keys keys;

    Rows(List<ResourceChange> changes, Keys keys) {
        this.changes = changes;
        this.keys = keys;
    }

    long[] rids() {
        return longs(change -> change.version().rid());
    }

    long[] keys() {
        return longs(change -> keys.of(change.version().key()));
    }

    long[] times() {
        return longs(change -> change.version().updated());
    }

    long[] present() {
        return longs(ResourceChange::present);
    }

    int[] versions() {
        return changes.stream().mapToInt(change -> change.version().version()).toArray();
    }

    Short[] types() {
        return changes.stream()
                .map(change -> ResourceTypes.code(change.version().key().type()))
                .toArray(Short[]::new);
    }

    Short[] operations() {
        return changes.stream()
                .map(change -> change.version().operation().code())
                .toArray(Short[]::new);
    }

    String[] ids() {
        return changes.stream().map(change -> change.version().key().id()).toArray(String[]::new);
    }

    /** Arrays of arrays must be rectangular in SQL, so the inner ones travel as text. */
    String[] patients() {
        return changes.stream().map(change -> literal(change.patients())).toArray(String[]::new);
    }

    String[] labels() {
        return changes.stream()
                .map(change ->
                        literal(Arrays.stream(change.labels()).asLongStream().toArray()))
                .toArray(String[]::new);
    }

    byte[][] bodies() {
        return changes.stream()
                .map(change ->
                        change.version().deleted() ? null : change.version().body())
                .toArray(byte[][]::new);
    }

    private long[] longs(ToLongFunction<ResourceChange> column) {
        return changes.stream().mapToLong(column).toArray();
    }

    /** As an array in SQL; empty for none. */
    static String literal(long[] values) {
        if (values.length == 0) {
            return "";
        }
        return Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
