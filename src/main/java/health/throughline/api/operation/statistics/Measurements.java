package health.throughline.api.operation.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Refusal;
import health.throughline.search.value.DateRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The measurements of one code. */
final class Measurements {

    private static final double DAY = 86_400_000;

    /** @param at milliseconds since 1970; null when the Observation does not say */
    private record Measurement(
            double value, MeasuredUnit unit, @Nullable Long at) {}

    private final JsonNode code;
    private final List<Measurement> valid = new ArrayList<>();
    private int total;

    /** @param code CodeableConcept of what is measured */
    Measurements(JsonNode code) {
        this.code = code;
    }

    JsonNode code() {
        return code;
    }

    int total() {
        return total;
    }

    boolean isEmpty() {
        return total == 0;
    }

    /**
     * Takes up the value of {@code part}, an Observation or a component of it. Values that are no plain numbers ({@code <
     * 5}, texts, none at all) count in the total only.
     *
     * @param usable false when an extension may change what the Observation means
     */
    void add(JsonNode part, JsonNode observation, boolean usable) {
        total++;
        JsonNode quantity = part.path("valueQuantity");
        if (usable && quantity.path("value").isNumber() && !quantity.has("comparator")) {
            double value = quantity.path("value").doubleValue();
            valid.add(new Measurement(value, MeasuredUnit.of(quantity), time(observation)));
        } else if (usable && part.path("valueInteger").isNumber()) {
            valid.add(new Measurement(part.path("valueInteger").doubleValue(), MeasuredUnit.ONE, time(observation)));
        }
    }

    private static @Nullable Long time(JsonNode observation) {
        String text = observation
                .path("effectiveDateTime")
                .asText(observation
                        .path("effectiveInstant")
                        .asText(observation
                                .path("effectivePeriod")
                                .path("start")
                                .asText("")));
        return DateRange.parse(text).map(DateRange::lo).orElse(null);
    }

    /** The unit that most of them are in. */
    MeasuredUnit unit() {
        return valid.stream()
                .collect(Collectors.groupingBy(Measurement::unit, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Comparator.<Map.Entry<MeasuredUnit, Long>>comparingLong(Map.Entry::getValue)
                        .thenComparing(entry -> entry.getKey().code()))
                .map(Map.Entry::getKey)
                .orElse(MeasuredUnit.ONE);
    }

    /** @throws Refusal UNPROCESSABLE when some cannot be converted to {@link #unit} */
    Sample sample() {
        return new Sample(converted());
    }

    private List<Double> converted() {
        MeasuredUnit unit = unit();
        List<Double> values = new ArrayList<>();
        for (Measurement measurement : valid) {
            OptionalDouble factor = measurement.unit().factorTo(unit);
            if (factor.isEmpty()) {
                throw new Refusal(
                        Refusal.Reason.UNPROCESSABLE,
                        "The measurements of a code are in units that cannot be converted into each other; correct the "
                                + "Observations, or choose a period in which they are in one unit.");
            }
            values.add(measurement.value() * factor.getAsDouble());
        }
        return values;
    }

    /** The line through the dated ones; its gradient is per day, its intercept the value at the first of them. */
    Optional<Line> line() {
        List<Double> values = converted();
        long first = valid.stream()
                .map(Measurement::at)
                .filter(java.util.Objects::nonNull)
                .mapToLong(Long::longValue)
                .min()
                .orElse(0);
        List<Line.Point> points = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Long at = valid.get(i).at();
            if (at != null) {
                points.add(new Line.Point((at - first) / DAY, values.get(i)));
            }
        }
        return Line.through(points);
    }
}
