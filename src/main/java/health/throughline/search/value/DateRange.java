package health.throughline.search.value;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The milliseconds a date or time covers at the precision it is written in; without an offset it is read as UTC.
 *
 * @param lo first millisecond; hi last millisecond
 */
public record DateRange(long lo, long hi) {

    /** Before and after every date FHIR can write: open ends of periods. */
    public static final long BEGINNING = -62_167_219_200_000L;

    public static final long END = 253_402_300_799_999L;

    private static final Pattern SHAPE = Pattern.compile(
            "\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})?)?)?)?");

    /** Empty when {@code text} is not a date, dateTime or instant of R4 (search also allows minutes). */
    public static Optional<DateRange> parse(String text) {
        String value = text.replace(' ', '+');
        if (!SHAPE.matcher(value).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(range(value));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static DateRange range(String value) {
        return switch (value.length()) {
            case 4 ->
                between(LocalDate.of(Integer.parseInt(value), 1, 1), LocalDate.of(Integer.parseInt(value) + 1, 1, 1));
            case 7 -> {
                YearMonth month = YearMonth.parse(value);
                yield between(month.atDay(1), month.plusMonths(1).atDay(1));
            }
            case 10 -> between(LocalDate.parse(value), LocalDate.parse(value).plusDays(1));
            default -> time(value);
        };
    }

    private static DateRange between(LocalDate start, LocalDate end) {
        return new DateRange(
                start.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli(),
                end.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() - 1);
    }

    private static DateRange time(String value) {
        int zone = Math.max(value.indexOf('Z'), Math.max(value.indexOf('+', 11), value.indexOf('-', 11)));
        String local = zone < 0 ? value : value.substring(0, zone);
        Instant start = zone < 0
                ? LocalDateTime.parse(local).toInstant(ZoneOffset.UTC)
                : OffsetDateTime.parse(value, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant();
        long span = local.length() == 16 ? 60_000 : local.length() == 19 ? 1_000 : fraction(local.length() - 20);
        return new DateRange(start.toEpochMilli(), start.toEpochMilli() + span - 1);
    }

    private static long fraction(int digits) {
        return digits == 1 ? 100 : digits == 2 ? 10 : 1;
    }

    /** The range widened by a tenth of its distance from {@code now}: what {@code ap} means. */
    public DateRange around(long now) {
        long margin = Math.max(Math.abs(now - lo) / 10, 0);
        return new DateRange(lo - margin, hi + margin);
    }
}
