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
        double value = asked.value();
        return switch (prefix) {
            case EQ ->
                Comparison.of(
                        Sql.of("x.lo >= ? AND x.lo < ? AND x.hi < ?", asked.low(), asked.high(), asked.high()),
                        Span.between(asked.low(), asked.high()));
            case NE ->
                Comparison.of(Sql.of("NOT (x.lo >= ? AND x.hi < ?)", asked.low(), asked.high()), Span.everything());
            case LT -> Comparison.of(Sql.of("x.lo < ?", value), Span.upTo(value));
            case LE -> Comparison.of(Sql.of("x.lo <= ?", value), Span.upTo(value));
            case SA -> Comparison.of(Sql.of("x.lo > ?", value), Span.from(value));
            case EB -> Comparison.of(Sql.of("x.lo < ? AND x.hi < ?", value, value), Span.upTo(value));
            case GT -> above(Sql.of("x.hi > ?", value), Sql.of("x.lo > ?", value), Sql.of("x.lo <= ?", value), value);
            case GE -> above(Sql.of("x.hi >= ?", value), Sql.of("x.lo >= ?", value), Sql.of("x.lo < ?", value), value);
            case AP -> {
                double margin = Math.max(Math.abs(value) * 0.1, asked.high() - value);
                yield Comparison.of(
                        Sql.of("x.lo <= ? AND x.hi >= ?", value + margin, value - margin),
                        Span.between(value - margin, value + margin));
            }
        };
    }

    /** Points by their index on lo; of the few ranges, also those that only end above. */
    private static Comparison above(Sql condition, Sql points, Sql startsBelow, double value) {
        Sql ranges = Sql.of("x.hi > x.lo AND ").add(startsBelow).add(" AND ").add(condition);
        return new Comparison(condition, List.of(points, ranges), Span.from(value));
    }
}
