package health.throughline.search.reference;

import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Range;
import org.jspecify.annotations.Nullable;

/** https://hl7.org/fhir/R4/search.html#number: a stored number is a point, an asked one as wide as it is precise. */
final class NumberMatch {

    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private NumberMatch() {}

    /** What a stored value stands for; a null end is infinite, an open one does not belong. */
    record Interval(
            @Nullable BigDecimal low,
            boolean lowOpen,
            @Nullable BigDecimal high,
            boolean highOpen) {

        static Interval point(BigDecimal value) {
            return new Interval(value, false, value, false);
        }

        boolean someAbove(BigDecimal value) {
            return high == null || high.compareTo(value) > 0;
        }

        boolean someBelow(BigDecimal value) {
            return low == null || low.compareTo(value) < 0;
        }

        private boolean someAtOrAbove(BigDecimal value) {
            return someAbove(value) || (high != null && high.compareTo(value) == 0 && !highOpen);
        }

        private boolean someAtOrBelow(BigDecimal value) {
            return someBelow(value) || (low != null && low.compareTo(value) == 0 && !lowOpen);
        }
    }

    /** The number as written, and the half-open range that its digits imply. */
    record Asked(BigDecimal value, BigDecimal from, BigDecimal until) {

        static Asked of(String text) {
            BigDecimal value = new BigDecimal(text);
            BigDecimal half = HALF.scaleByPowerOfTen(-value.scale());
            return new Asked(value, value.subtract(half), value.add(half));
        }

        /** The same range in a unit that is {@code factor} of the written one. */
        Asked times(BigDecimal factor) {
            return new Asked(value.multiply(factor), from.multiply(factor), until.multiply(factor));
        }
    }

    static boolean matches(Base value, String asked) {
        Prefixed prefixed = Prefixed.of(asked);
        return interval(value)
                .map(target -> compare(prefixed.prefix(), target, Asked.of(prefixed.value())))
                .orElse(false);
    }

    private static Optional<Interval> interval(Base value) {
        if (value instanceof DecimalType decimal) {
            return Optional.ofNullable(decimal.getValue()).map(Interval::point);
        }
        if (value instanceof IntegerType integer) {
            return Optional.ofNullable(integer.getValue()).map(BigDecimal::new).map(Interval::point);
        }
        return value instanceof Range range
                ? Optional.of(new Interval(
                        range.getLow().getValue(), false, range.getHigh().getValue(), false))
                : Optional.empty();
    }

    /** For gt, lt, ge, le, sa and eb "the implicit precision of the number is ignored". */
    static boolean compare(String prefix, Interval target, Asked asked) {
        BigDecimal value = asked.value();
        return switch (prefix) {
            case "eq" -> within(target, asked);
            case "ne" -> !within(target, asked);
            case "gt" -> target.someAbove(value);
            case "lt" -> target.someBelow(value);
            case "ge" -> target.someAtOrAbove(value);
            case "le" -> target.someAtOrBelow(value);
            case "sa" -> !target.someAtOrBelow(value);
            case "eb" -> !target.someAtOrAbove(value);
            default -> {
                BigDecimal margin =
                        value.abs().multiply(TENTH).max(asked.until().subtract(value));
                yield target.someAtOrAbove(value.subtract(margin)) && target.someAtOrBelow(value.add(margin));
            }
        };
    }

    private static boolean within(Interval target, Asked asked) {
        return !target.someBelow(asked.from()) && !target.someAtOrAbove(asked.until());
    }
}
