package health.throughline.search.value;

import java.util.Optional;

/**
 * The milliseconds a date or time covers at the precision it is written in; without an offset it is read as UTC.
 *
 * @param lo first millisecond; hi last millisecond
 */
public record DateRange(long lo, long hi) {

    /** Before and after every date FHIR can write: open ends of periods. */
    public static final long BEGINNING = -62_167_219_200_000L;

    public static final long END = 253_402_300_799_999L;

    /** Empty when {@code text} is not a date, dateTime or instant of R4 (search also allows minutes). */
    public static Optional<DateRange> parse(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new DateReader(text).read());
        } catch (DateReader.NotADate e) {
            return Optional.empty();
        }
    }

    /** The range widened by a tenth of its distance from {@code now}: what {@code ap} means. */
    public DateRange around(long now) {
        long distance = now < lo ? lo - now : now > hi ? now - hi : 0;
        return new DateRange(lo - distance / 10, hi + distance / 10);
    }
}
