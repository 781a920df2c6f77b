package health.throughline.search.reference;

import health.throughline.search.reference.NumberMatch.Asked;
import health.throughline.search.reference.NumberMatch.Interval;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Money;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Range;
import org.jspecify.annotations.Nullable;

/** https://hl7.org/fhir/R4/search.html#quantity: a number with {@code |system|code} or {@code ||code}. */
final class QuantityMatch {

    private static final String CURRENCY = "urn:iso:std:iso:4217";

    private QuantityMatch() {}

    /** What a stored value stands for, with its unit as coded and in words. */
    record Measured(Interval interval, String system, String code, String unit) {}

    static boolean matches(Base value, String asked) {
        List<String> parts = Escaped.split(asked, '|');
        Prefixed prefixed = Prefixed.of(Escaped.plain(parts.get(0)));
        Asked number = Asked.of(prefixed.value());
        Optional<Measured> measured = measured(value);
        if (measured.isEmpty()) {
            return false;
        }
        Measured target = measured.get();
        if (parts.size() == 1) {
            return NumberMatch.compare(prefixed.prefix(), target.interval(), number);
        }
        String system = Escaped.plain(parts.get(1));
        String code = Escaped.plain(parts.get(2));
        if (system.isEmpty()) {
            boolean sameUnit = code.equals(target.code()) || code.equals(target.unit());
            return sameUnit && NumberMatch.compare(prefixed.prefix(), target.interval(), number);
        }
        return inUnit(target, prefixed.prefix(), number, system, code);
    }

    private static boolean inUnit(Measured target, String prefix, Asked number, String system, String code) {
        Optional<Units.Unit> asked = Units.of(system, code);
        Optional<Units.Unit> stored = Units.of(target.system(), target.code());
        if (asked.isPresent() && stored.isPresent()) {
            return asked.get().dimension().equals(stored.get().dimension())
                    && NumberMatch.compare(
                            prefix,
                            times(target.interval(), stored.get().factor()),
                            number.times(asked.get().factor()));
        }
        return system.equals(target.system())
                && code.equals(target.code())
                && NumberMatch.compare(prefix, target.interval(), number);
    }

    private static Interval times(Interval interval, BigDecimal factor) {
        return new Interval(
                times(interval.low(), factor), interval.lowOpen(), times(interval.high(), factor), interval.highOpen());
    }

    private static @Nullable BigDecimal times(@Nullable BigDecimal value, BigDecimal factor) {
        return value == null ? null : value.multiply(factor);
    }

    static Optional<Measured> measured(Base value) {
        if (value instanceof Money money && money.hasValue()) {
            return Optional.of(new Measured(Interval.point(money.getValue()), CURRENCY, text(money.getCurrency()), ""));
        }
        if (value instanceof Range range && (range.hasLow() || range.hasHigh())) {
            Quantity end = range.hasLow() ? range.getLow() : range.getHigh();
            return Optional.of(measured(
                    end,
                    new Interval(
                            range.getLow().getValue(), false, range.getHigh().getValue(), false)));
        }
        return value instanceof Quantity quantity && quantity.hasValue()
                ? Optional.of(measured(quantity, interval(quantity)))
                : Optional.empty();
    }

    private static Measured measured(Quantity quantity, Interval interval) {
        return new Measured(interval, text(quantity.getSystem()), text(quantity.getCode()), text(quantity.getUnit()));
    }

    private static String text(@Nullable String text) {
        return Objects.toString(text, "");
    }

    private static Interval interval(Quantity quantity) {
        BigDecimal value = quantity.getValue();
        if (!quantity.hasComparator()) {
            return Interval.point(value);
        }
        return switch (quantity.getComparator()) {
            case LESS_THAN -> new Interval(null, true, value, true);
            case LESS_OR_EQUAL -> new Interval(null, true, value, false);
            case GREATER_THAN -> new Interval(value, true, null, true);
            case GREATER_OR_EQUAL -> new Interval(value, false, null, true);
            default -> Interval.point(value);
        };
    }
}
