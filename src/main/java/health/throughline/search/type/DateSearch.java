package health.throughline.search.type;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.path.ElementValue;
import health.throughline.search.value.DateRange;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import health.throughline.search.value.Prefix;
import health.throughline.store.IndexRow;
import health.throughline.store.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Dates, times, periods and timings as ranges of milliseconds.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#date">R4 search, date</a> and prefixes (3.1.1.4.2)
 */
public final class DateSearch implements SearchType {

    private static final String TABLE = "idx_date";
    private static final long DAY = 86_400_000L;

    @Override
    public void rows(ElementValue value, SearchPath path, Consumer<IndexRow> rows) {
        range(value.node()).ifPresent(range -> rows.accept(new IndexRow.Date(path.id(), range.lo(), range.hi())));
    }

    static Optional<DateRange> range(JsonNode node) {
        if (node.isTextual()) {
            return DateRange.parse(node.asText());
        }
        if (node.has("event") || node.has("repeat")) {
            return timing(node);
        }
        return node.has("start") || node.has("end") ? Optional.of(period(node)) : Optional.empty();
    }

    private static DateRange period(JsonNode node) {
        long lo =
                DateRange.parse(node.path("start").asText()).map(DateRange::lo).orElse(DateRange.BEGINNING);
        long hi = DateRange.parse(node.path("end").asText()).map(DateRange::hi).orElse(DateRange.END);
        return new DateRange(lo, hi);
    }

    /** From the first to the last moment that a Timing names; a duration alone says how long, not when. */
    private static Optional<DateRange> timing(JsonNode node) {
        List<DateRange> named = new ArrayList<>();
        node.path("event").forEach(event -> DateRange.parse(event.asText()).ifPresent(named::add));
        JsonNode bounds = node.path("repeat").path("boundsPeriod");
        if (bounds.has("start") || bounds.has("end")) {
            named.add(period(bounds));
        }
        if (named.isEmpty()) {
            return Optional.empty();
        }
        long lo = named.stream().mapToLong(DateRange::lo).min().getAsLong();
        long hi = named.stream().mapToLong(DateRange::hi).max().getAsLong();
        return Optional.of(new DateRange(lo, hi));
    }

    @Override
    public Match match(Asked asked) {
        asked.requirePlain();
        return Comparison.match(TABLE, asked, value -> comparison(asked.code(), value));
    }

    static Comparison comparison(String code, String value) {
        return comparison(code, "x.lo", "x.hi", value);
    }

    private static Comparison comparison(String code, String lo, String hi, String value) {
        Prefix.Value parsed = Prefix.parse(Escapes.unescape(value));
        DateRange asked = DateRange.parse(parsed.text())
                .orElseThrow(() -> InvalidSearch.value(
                        code,
                        "a date such as 2026, 2026-01-31 or 2026-01-31T10:00:00Z, of the years 1 to 9999, "
                                + "with or without one of the prefixes eq, ne, gt, lt, ge, le, sa, eb, ap"));
        return switch (parsed.prefix()) {
            case EQ -> Comparison.of(within(lo, hi, asked), Span.between(asked.lo(), asked.hi()));
            case NE ->
                Comparison.of(
                        Sql.of("NOT (" + lo + " >= ? AND " + hi + " <= ?)", asked.lo(), asked.hi()), Span.everything());
            case LT -> Comparison.of(Sql.of(lo + " < ?", asked.lo()), Span.upTo(asked.lo()));
            case EB ->
                Comparison.of(Sql.of(lo + " < ? AND " + hi + " < ?", asked.lo(), asked.lo()), Span.upTo(asked.lo()));
            case SA -> Comparison.of(Sql.of(lo + " > ?", asked.hi()), Span.from(asked.hi()));
            case LE ->
                Comparison.of(
                        Sql.of(
                                lo + " <= ? AND (" + lo + " < ? OR " + hi + " <= ?)",
                                asked.hi(),
                                asked.lo(),
                                asked.hi()),
                        Span.upTo(asked.hi()));
            case GT -> later(lo, hi, asked.hi(), Long.MAX_VALUE, asked);
            case GE -> later(lo, hi, asked.hi(), asked.lo(), asked);
            case AP -> overlap(lo, hi, asked.around(System.currentTimeMillis()));
        };
    }

    private static Sql within(String lo, String hi, DateRange asked) {
        return Sql.of(lo + " BETWEEN ? AND ? AND " + hi + " <= ?", asked.lo(), asked.hi(), asked.hi());
    }

    /** {@code hi > after}, or wholly within the asked range from {@code from}; long periods have a tree of their own. */
    private static Comparison later(String lo, String hi, long after, long from, DateRange asked) {
        boolean orWithin = from != Long.MAX_VALUE;
        Sql condition =
                orWithin ? Sql.of("(" + hi + " > ? OR " + lo + " >= ?)", after, from) : Sql.of(hi + " > ?", after);
        long least = (orWithin ? from : asked.hi()) - DAY;
        Sql near = Sql.of(lo + " > ? AND " + hi + " - " + lo + " <= " + DAY + " AND ", least)
                .add(condition);
        Sql far = Sql.of(hi + " > ? AND " + hi + " - " + lo + " > " + DAY + " AND ", orWithin ? from : after)
                .add(condition);
        return new Comparison(condition, List.of(near, far), List.of(Span.from(least)));
    }

    private static Comparison overlap(String lo, String hi, DateRange asked) {
        Sql condition = Sql.of(lo + " <= ? AND " + hi + " >= ?", asked.hi(), asked.lo());
        Sql near = Sql.of(lo + " > ? AND " + hi + " - " + lo + " <= " + DAY + " AND ", asked.lo() - DAY - 1)
                .add(condition);
        Sql far = Sql.of(hi + " - " + lo + " > " + DAY + " AND ").add(condition);
        return new Comparison(condition, List.of(near, far), List.of(Span.between(asked.lo() - DAY, asked.hi())));
    }

    /** A comparison with a column that holds one moment in milliseconds. */
    public static Sql instant(String code, String column, String value) {
        return comparison(code, column, column, value).condition();
    }
}
