package health.throughline.search.type;

import java.util.List;

/** A range under one key of an ordered index, so that the plan can expect how many rows a scan of it reads. */
public sealed interface Span {

    /** The key of the rows: the number of a search path, or for composites a hash of it with the code. */
    long key();

    /** The same range under another key. */
    Span under(long key);

    /** Dates, numbers and quantities by where they start: the column {@code lo} lies between {@code low} and {@code high}. */
    record Values(long key, double low, double high) implements Span {

        @Override
        public Span under(long other) {
            return new Values(other, low, high);
        }
    }

    /** Strings: the column {@code norm} lies from {@code from}, inclusively, to {@code to}, exclusively. */
    record Texts(long key, String from, String to) implements Span {

        @Override
        public Span under(long other) {
            return new Texts(other, from, to);
        }
    }

    /** What both lists of ranges have in common, where that can be told. */
    static List<Span> common(List<Span> left, List<Span> right) {
        if (left.size() == 1
                && right.size() == 1
                && left.get(0) instanceof Values a
                && right.get(0) instanceof Values b) {
            return List.of(new Values(a.key(), Math.max(a.low(), b.low()), Math.min(a.high(), b.high())));
        }
        return left;
    }

    /** Values between {@code low} and {@code high}, under no key yet. */
    static Span between(double low, double high) {
        return new Values(0, low, high);
    }

    static Span upTo(double high) {
        return between(Double.NEGATIVE_INFINITY, high);
    }

    static Span from(double low) {
        return between(low, Double.POSITIVE_INFINITY);
    }

    /** Any value at all. */
    static Span everything() {
        return between(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}
