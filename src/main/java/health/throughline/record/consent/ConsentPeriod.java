package health.throughline.record.consent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;

/**
 * A FHIR Period as an interval of time. Dates without a time are days of UTC, which in America end early: a consent holds
 * some hours shorter rather than longer.
 *
 * @param start first moment
 * @param end the moment from which on it holds no more
 */
public record ConsentPeriod(Instant start, Instant end) {

    /** Reads a Period; an end that cannot be read has passed. */
    public static ConsentPeriod of(JsonNode period) {
        return new ConsentPeriod(
                period.hasNonNull("start") ? moment(period.path("start").asText(), false) : Instant.MIN,
                period.hasNonNull("end") ? moment(period.path("end").asText(), true) : Instant.MAX);
    }

    public boolean contains(Instant now) {
        return !now.isBefore(start) && now.isBefore(end);
    }

    /** When the answer of {@link #contains} changes next after {@code now}. */
    public Instant changes(Instant now) {
        return now.isBefore(start) ? start : now.isBefore(end) ? end : Instant.MAX;
    }

    /** The same of a provision and all that it holds. */
    public static Instant changes(JsonNode provision, Instant now) {
        Instant first = of(provision.path("period")).changes(now);
        for (JsonNode nested : provision.path("provision")) {
            Instant one = changes(nested, now);
            first = one.isBefore(first) ? one : first;
        }
        return first;
    }

    /** Partial dates count whole. */
    private static Instant moment(String text, boolean end) {
        try {
            if (text.length() > 10) {
                return OffsetDateTime.parse(text).toInstant();
            }
            LocalDate day = switch (text.length()) {
                case 4 ->
                    end
                            ? Year.parse(text).atMonth(12).atEndOfMonth()
                            : Year.parse(text).atDay(1);
                case 7 ->
                    end
                            ? YearMonth.parse(text).atEndOfMonth()
                            : YearMonth.parse(text).atDay(1);
                default -> LocalDate.parse(text);
            };
            return end
                    ? day.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : day.atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return end ? Instant.MIN : Instant.MAX;
        }
    }
}
