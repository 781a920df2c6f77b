package health.throughline.program.measure;

import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When something was, as exactly as it was written.
 *
 * @param day the day at the place where it was written, by the offset it was written with
 * @param exact null when only the day is known
 */
public record Moment(LocalDate day, @Nullable OffsetDateTime exact) implements Comparable<Moment> {

    private static final int MONTH = "2026-01".length();
    private static final int DAY = "2026-01-01".length();

    /** Reads a FHIR date, dateTime or instant; a month or a year starts on its first day. */
    public static Optional<Moment> of(String text) {
        try {
            if (text.length() > DAY) {
                OffsetDateTime exact = OffsetDateTime.parse(text);
                return Optional.of(new Moment(exact.toLocalDate(), exact));
            }
            return text.isEmpty() ? Optional.empty() : Optional.of(new Moment(day(text), null));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static LocalDate day(String text) {
        if (text.length() == DAY) {
            return LocalDate.parse(text);
        }
        return (text.length() == MONTH ? YearMonth.parse(text) : YearMonth.parse(text + "-01")).atDay(1);
    }

    /**
     * Whether this is {@code earlier} or at most {@code most} later; where one of them is a day only, days are counted.
     */
    public boolean within(Duration most, Moment earlier) {
        OffsetDateTime to = exact;
        OffsetDateTime from = earlier.exact;
        if (to == null || from == null) {
            return !day.isBefore(earlier.day) && !day.isAfter(earlier.day.plusDays(most.toDays()));
        }
        return !to.isBefore(from) && !to.isAfter(from.plus(most));
    }

    /** The minutes from {@code earlier} to this; empty when one of them is a day only. */
    public Optional<Double> minutesSince(Moment earlier) {
        OffsetDateTime to = exact;
        OffsetDateTime from = earlier.exact;
        return to == null || from == null
                ? Optional.empty()
                : Optional.of(Duration.between(from, to).toMillis() / 60_000.0);
    }

    /** By day, and within a day by the hour where both have one. */
    @Override
    public int compareTo(Moment other) {
        OffsetDateTime mine = exact;
        OffsetDateTime theirs = other.exact;
        return mine == null || theirs == null
                ? day.compareTo(other.day)
                : mine.toInstant().compareTo(theirs.toInstant());
    }
}
