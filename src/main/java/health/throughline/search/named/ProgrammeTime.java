package health.throughline.search.named;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programme's calendar: what today is, and when its days begin and end. */
final class ProgrammeTime {

    private static final Pattern MOMENT = Pattern.compile("(today|now)(?:([+-]\\d{1,4})([hdwm]))?");

    private final Clock clock;

    /** @param clock in the programme's time zone */
    ProgrammeTime(Clock clock) {
        this.clock = clock;
    }

    /** {@code today-7d} as a date, {@code now+12h} as a time; hours, days, weeks and months. Empty for anything else. */
    Optional<String> moment(String expression) {
        Matcher moment = MOMENT.matcher(expression);
        if (!moment.matches()) {
            return Optional.empty();
        }
        int amount = moment.group(2) == null ? 0 : Integer.parseInt(moment.group(2));
        ZonedDateTime at = ZonedDateTime.now(clock).plus(amount, unit(moment.group(3)));
        return Optional.of(moment.group(1).equals("today") ? at.toLocalDate().toString() : written(at));
    }

    private static ChronoUnit unit(String letter) {
        return switch (letter == null ? "d" : letter) {
            case "h" -> ChronoUnit.HOURS;
            case "w" -> ChronoUnit.WEEKS;
            case "m" -> ChronoUnit.MONTHS;
            default -> ChronoUnit.DAYS;
        };
    }

    /** The first moment of a year, month or day; a time of day stays as it is. */
    String start(String date) {
        return day(date).map(this::midnight).orElse(date);
    }

    /** The first moment after a year, month or day; a time of day stays as it is. */
    String end(String date) {
        return day(date)
                .map(day -> switch (date.length()) {
                    case 4 -> day.plusYears(1);
                    case 7 -> day.plusMonths(1);
                    default -> day.plusDays(1);
                })
                .map(this::midnight)
                .orElse(date);
    }

    private static Optional<LocalDate> day(String date) {
        try {
            return switch (date.length()) {
                case 4 -> Optional.of(Year.parse(date).atDay(1));
                case 7 -> Optional.of(YearMonth.parse(date).atDay(1));
                case 10 -> Optional.of(LocalDate.parse(date));
                default -> Optional.empty();
            };
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private String midnight(LocalDate day) {
        return written(day.atStartOfDay(clock.getZone()));
    }

    private static String written(ZonedDateTime time) {
        OffsetDateTime at = time.toOffsetDateTime().truncatedTo(ChronoUnit.SECONDS);
        return DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssXXX").format(at);
    }
}
