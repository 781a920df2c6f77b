package health.throughline.search.type;

import health.throughline.search.value.NumberRange;
import health.throughline.search.value.Prefix;
import health.throughline.store.sql.Sql;
import java.util.List;

/** How numbers and quantities are compared on the columns {@code x.lo} and {@code x.hi}. */
final class QuantityComparison {

    static final String TABLE = "idx_quantity";

    private QuantityComparison() {}

    static Comparison comparison(Prefix prefix, NumberRange asked) {
        double value = asked.value().doubleValue();
        double low = asked.low().doubleValue();
        double high = asked.high().doubleValue();
        return switch (prefix) {
            case EQ ->
                Comparison.of(Sql.of("x.lo >= ? AND x.lo < ? AND x.hi < ?", low, high, high), Span.between(low, high));
            case NE -> Comparison.of(Sql.of("NOT (x.lo >= ? AND x.hi < ?)", low, high), Span.everything());
            case LT -> Comparison.of(Sql.of("x.lo < ?", value), Span.upTo(value));
            case LE -> Comparison.of(Sql.of("x.lo <= ?", value), Span.upTo(value));
            case SA -> Comparison.of(Sql.of("x.lo > ?", value), Span.from(value));
            case EB -> Comparison.of(Sql.of("x.lo < ? AND x.hi < ?", value, value), Span.upTo(value));
            case GT -> above(value, "x.hi > ?", "x.lo > ?", "x.lo <= ?");
            case GE -> above(value, "x.hi >= ?", "x.lo >= ?", "x.lo < ?");
            case AP -> {
                double margin = Math.max(Math.abs(value) * 0.1, high - value);
                yield overlapping(value - margin, value + margin);
            }
        };
    }

    /** A number that stands in {@code column}, which need not be the one the index is ordered by. */
    static Sql point(String column, Prefix prefix, NumberRange asked) {
        double value = asked.value().doubleValue();
        double low = asked.low().doubleValue();
        double high = asked.high().doubleValue();
        double margin = Math.max(Math.abs(value) * 0.1, high - value);
        return switch (prefix) {
            case EQ -> Sql.of(column + " >= ? AND " + column + " < ?", low, high);
            case NE -> Sql.of("NOT (" + column + " >= ? AND " + column + " < ?)", low, high);
            case LT, EB -> Sql.of(column + " < ?", value);
            case LE -> Sql.of(column + " <= ?", value);
            case GT, SA -> Sql.of(column + " > ?", value);
            case GE -> Sql.of(column + " >= ?", value);
            case AP -> Sql.of(column + " BETWEEN ? AND ?", value - margin, value + margin);
        };
    }

    /** Points by their index on lo; ranges, which are few, also by where they end. */
    private static Comparison above(double value, String reaches, String startsThere, String startsBelow) {
        Sql ranges =
                Sql.of("x.hi > x.lo AND ").add(startsBelow, value).add(" AND ").add(reaches, value);
        return new Comparison(
                Sql.of(reaches, value), List.of(Sql.of(startsThere, value), ranges), List.of(Span.from(value)));
    }

    private static Comparison overlapping(double low, double high) {
        Sql points = Sql.of("x.lo >= ? AND x.lo <= ?", low, high);
        Sql ranges = Sql.of("x.hi > x.lo AND x.lo < ? AND x.hi >= ?", low, low);
        return new Comparison(
                Sql.of("x.lo <= ? AND x.hi >= ?", high, low),
                List.of(points, ranges),
                List.of(Span.between(low, high)));
    }
}
