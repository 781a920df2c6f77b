package health.throughline.store;

import org.jspecify.annotations.Nullable;

/** One row of a search index, without the resource it belongs to. */
public sealed interface IndexRow {

    /** @param key keyed hash of path and code; sys term id of the system, 0 when none; txt hash of the display, 0 when none */
    record Token(long key, int sys, int txt) implements IndexRow {

        public Token(long key, int sys) {
            this(key, sys, 0);
        }
    }

    /**
     * A code or uri that is in use; it is stored once, however many resources carry it.
     *
     * @param words of the display; null when none
     */
    record Code(
            int path,
            long key,
            int sys,
            int txt,
            String code,
            @Nullable String words) implements IndexRow {}

    /** @param target keyed hash of the target */
    record Reference(long target, int path) implements IndexRow {}

    /** @param full the text as written, where it differs from {@code norm} */
    record Text(long key, String norm, @Nullable String full) implements IndexRow {}

    /** @param vector the words with their places, as PostgreSQL writes a tsvector; one row per path and resource */
    record Words(int path, String vector) implements IndexRow {}

    /** @param lo first millisecond covered; hi last one */
    record Date(long key, long lo, long hi) implements IndexRow {}

    /** @param unit term id of system|code, 0 when none */
    record Quantity(long key, double lo, double hi, int unit) implements IndexRow {}
}
