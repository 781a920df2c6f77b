package health.throughline.search.reference;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;

/** https://hl7.org/fhir/R4/search.html#date: both sides are spans of time, compared by the definitions of the prefixes. */
final class DateMatch {

    private static final Pattern OFFSET = Pattern.compile(".*T.*(Z|[+-]\\d\\d:\\d\\d)");
    private static final double APPROXIMATELY = 0.1;

    private DateMatch() {}

    /** First and last millisecond. */
    record Span(long first, long last) {

        boolean contains(Span other) {
            return first <= other.first && other.last <= last;
        }

        boolean overlaps(Span other) {
            return first <= other.last && other.first <= last;
        }
    }

    static boolean matches(Base value, String asked) {
        Optional<Span> target = span(value);
        Prefixed prefixed = Prefixed.of(asked);
        return target.isPresent() && compare(prefixed.prefix(), target.get(), span(prefixed.value()));
    }

    private static boolean compare(String prefix, Span target, Span asked) {
        Span below = new Span(Long.MIN_VALUE, asked.first() - 1);
        Span above = new Span(asked.last() + 1, Long.MAX_VALUE);
        return switch (prefix) {
            case "eq" -> asked.contains(target);
            case "ne" -> !asked.contains(target);
            case "gt" -> above.overlaps(target);
            case "lt" -> below.overlaps(target);
            case "ge" -> above.overlaps(target) || asked.contains(target);
            case "le" -> below.overlaps(target) || asked.contains(target);
            case "sa" -> above.contains(target);
            case "eb" -> below.contains(target);
            default -> around(asked).overlaps(target);
        };
    }

    /** "10% of the gap between now and the date" on either side. */
    private static Span around(Span asked) {
        long margin = (long) (Math.abs(System.currentTimeMillis() - asked.first()) * APPROXIMATELY);
        return new Span(asked.first() - margin, asked.last() + margin);
    }

    static Optional<Span> span(Base value) {
        if (value instanceof BaseDateTimeType date) {
            return date.hasValue() ? Optional.of(span(date.getValueAsString())) : Optional.empty();
        }
        if (value instanceof Period period) {
            return period(period);
        }
        return value instanceof Timing timing ? timing(timing) : Optional.empty();
    }

    /** "Missing start: less than any actual date; missing end: greater than any actual date." */
    private static Optional<Span> period(Period period) {
        if (!period.hasStart() && !period.hasEnd()) {
            return Optional.empty();
        }
        long first = period.hasStart()
                ? span(period.getStartElement().getValueAsString()).first()
                : Long.MIN_VALUE;
        long last = period.hasEnd()
                ? span(period.getEndElement().getValueAsString()).last()
                : Long.MAX_VALUE;
        return Optional.of(new Span(first, last));
    }

    /** "Only the outer limits matter." */
    private static Optional<Span> timing(Timing timing) {
        List<Span> spans = new ArrayList<>();
        timing.getEvent().forEach(event -> spans.add(span(event.getValueAsString())));
        if (timing.getRepeat().hasBoundsPeriod()) {
            period(timing.getRepeat().getBoundsPeriod()).ifPresent(spans::add);
        }
        return spans.stream().reduce((a, b) -> new Span(Math.min(a.first(), b.first()), Math.max(a.last(), b.last())));
    }

    /** A date as long as its precision; without an offset it is in UTC. */
    static Span span(String text) {
        return switch (text.length()) {
            case 4 ->
                days(
                        LocalDate.of(Integer.parseInt(text), 1, 1),
                        LocalDate.of(Integer.parseInt(text), 1, 1).plusYears(1));
            case 7 ->
                days(
                        YearMonth.parse(text).atDay(1),
                        YearMonth.parse(text).plusMonths(1).atDay(1));
            case 10 -> days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1));
            default -> moment(text);
        };
    }

    private static Span days(LocalDate from, LocalDate until) {
        return new Span(millis(from.atStartOfDay()), millis(until.atStartOfDay()) - 1);
    }

    private static long millis(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    private static Span moment(String text) {
        boolean offset = OFFSET.matcher(text).matches();
        long first = offset ? OffsetDateTime.parse(text).toInstant().toEpochMilli() : millis(LocalDateTime.parse(text));
        String clock = text.substring(text.indexOf('T') + 1).replaceAll("(Z|[+-]\\d\\d:\\d\\d)$", "");
        int fraction = clock.length() - "10:00:00.".length();
        long length = clock.length() == "10:00".length()
                ? 60_000
                : fraction < 0 ? 1000 : fraction == 1 ? 100 : fraction == 2 ? 10 : 1;
        return new Span(first, first + length - 1);
    }
}
