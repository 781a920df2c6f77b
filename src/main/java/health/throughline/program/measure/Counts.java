package health.throughline.program.measure;

/**
 * How many clients, events, days or minutes are in each population of a measure.
 *
 * @param excluded of the denominator
 */
public record Counts(long initial, long denominator, long excluded, long numerator) {

    public static final Counts NONE = new Counts(0, 0, 0, 0);
    private static final Counts EXCLUDED = new Counts(1, 1, 1, 0);
    private static final Counts MET = new Counts(1, 1, 0, 1);
    private static final Counts UNMET = new Counts(1, 1, 0, 0);

    /** One that counts, and meets the measure or does not. */
    public static Counts one(boolean met) {
        return met ? MET : UNMET;
    }

    /** One that is in the denominator and taken out again. */
    public static Counts out() {
        return EXCLUDED;
    }

    /** So many, of a measure with no numerator. */
    public static Counts ofAll(long all) {
        return new Counts(all, all, 0, 0);
    }

    /** So many of so many. */
    public static Counts of(long numerator, long denominator) {
        return new Counts(denominator, denominator, 0, numerator);
    }

    public Counts plus(Counts other) {
        return new Counts(
                initial + other.initial,
                denominator + other.denominator,
                excluded + other.excluded,
                numerator + other.numerator);
    }

    /** What the numerator is a part of. */
    public long counted() {
        return denominator - excluded;
    }
}
