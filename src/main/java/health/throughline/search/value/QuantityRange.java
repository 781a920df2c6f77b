package health.throughline.search.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Lowest and highest number a stored value stands for. An end that the value does not reach, as of {@code <5}, is the
 * nearest number on its inner side; an end that is not known lies beyond every number.
 */
public record QuantityRange(double low, double high) {

    private static final double BELOW = -Double.MAX_VALUE;
    private static final double ABOVE = Double.MAX_VALUE;

    /** Of a number, a Quantity and what is derived from it, Money, Range or SampledData. */
    public static Optional<QuantityRange> of(JsonNode node) {
        if (node.isNumber()) {
            return Optional.of(point(node.doubleValue()));
        }
        if (node.path("value").isNumber()) {
            return Optional.of(compared(
                    node.path("comparator").asText(""), node.path("value").doubleValue()));
        }
        if (node.has("low") || node.has("high")) {
            return range(node);
        }
        return node.path("data").isTextual() ? sampled(node) : Optional.empty();
    }

    private static QuantityRange point(double value) {
        return new QuantityRange(value, value);
    }

    private static QuantityRange compared(String comparator, double value) {
        return switch (comparator) {
            case "<" -> new QuantityRange(BELOW, Math.nextDown(value));
            case "<=" -> new QuantityRange(BELOW, value);
            case ">" -> new QuantityRange(Math.nextUp(value), ABOVE);
            case ">=" -> new QuantityRange(value, ABOVE);
            default -> point(value);
        };
    }

    private static Optional<QuantityRange> range(JsonNode node) {
        JsonNode low = node.path("low").path("value");
        JsonNode high = node.path("high").path("value");
        return low.isNumber() || high.isNumber()
                ? Optional.of(new QuantityRange(low.asDouble(BELOW), high.asDouble(ABOVE)))
                : Optional.empty();
    }

    /** The bounds of the measured points; what lay beyond the limits of detection (L, U) is open on that side. */
    private static Optional<QuantityRange> sampled(JsonNode node) {
        double origin = node.path("origin").path("value").asDouble(0);
        double factor = node.path("factor").asDouble(1);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (String point : node.path("data").asText().split("\\s+")) {
            if (point.equals("L")) {
                low = BELOW;
            } else if (point.equals("U")) {
                high = ABOVE;
            } else if (!point.equals("E") && !point.isEmpty()) {
                double value = origin + factor * number(point);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return bounds(node, low, high, origin, factor);
    }

    private static Optional<QuantityRange> bounds(
            JsonNode node, double low, double high, double origin, double factor) {
        if (low == Double.POSITIVE_INFINITY && high == Double.NEGATIVE_INFINITY) {
            return Optional.empty();
        }
        double from = low == Double.POSITIVE_INFINITY ? limit(node, "upperLimit", BELOW, origin, factor) : low;
        double to = high == Double.NEGATIVE_INFINITY ? limit(node, "lowerLimit", ABOVE, origin, factor) : high;
        return Double.isNaN(from) || Double.isNaN(to) || from > to
                ? Optional.empty()
                : Optional.of(new QuantityRange(from, to));
    }

    private static double limit(JsonNode node, String name, double otherwise, double origin, double factor) {
        JsonNode limit = node.path(name);
        return limit.isNumber() ? origin + factor * limit.doubleValue() : otherwise;
    }

    private static double number(String point) {
        try {
            return Double.parseDouble(point);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
