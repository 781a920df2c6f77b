package health.throughline.program.client;

import health.throughline.fhir.Refusal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The days of the programme: where they begin and end, whatever the offset in which a time was written. */
@Component
public final class ProgrammeDays {

    private final ZoneId zone;
    private final Clock clock;

    @Autowired
    ProgrammeDays(@Value("${throughline.time-zone}") ZoneId zone) {
        this(zone, Clock.systemUTC());
    }

    /** For programmes elsewhere and at other times. */
    public ProgrammeDays(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    public Instant now() {
        return clock.instant();
    }

    public LocalDate today() {
        return on(now());
    }

    /** The day on which {@code moment} lies. */
    public LocalDate on(Instant moment) {
        return moment.atZone(zone).toLocalDate();
    }

    /** The hour of the day at {@code moment}. */
    public int hour(Instant moment) {
        return moment.atZone(zone).getHour();
    }

    /** When {@code day} begins: where clocks are put forward at midnight, not at 00:00. */
    public Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The Monday of the ISO week in which {@code moment} lies. */
    public LocalDate monday(Instant moment) {
        return on(moment).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    /** {@code moment} as a dateTime of FHIR with the offset that holds in the programme then. */
    public String text(Instant moment) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.truncatedTo(ChronoUnit.SECONDS).atZone(zone));
    }

    /** Now, as a dateTime of FHIR. */
    public String nowText() {
        return text(now());
    }

    /** A moment of the record: an instant, or a dateTime; a date is where it begins. */
    public Instant moment(String text) {
        return text.length() > 10
                ? OffsetDateTime.parse(text).toInstant()
                : start(LocalDate.parse(
                        text.length() == 4 ? text + "-01-01" : text.length() == 7 ? text + "-01" : text));
    }

    /**
     * A parameter that is a date.
     *
     * @throws Refusal INVALID when it is not
     */
    public static LocalDate date(String text, String parameter) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.invalid(
                    "value", "The parameter '" + parameter + "' takes a date such as 2026-11-27.", place(parameter));
        }
    }

    /** Where a parameter of an operation stands. */
    public static String place(String parameter) {
        return "Parameters.parameter.where(name='" + parameter + "')";
    }
}
