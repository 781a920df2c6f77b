package health.throughline.program.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an action is to be done.
 *
 * @param end by when; null when nothing says so
 * @param times how often until then; 0 when nothing says so
 */
record Span(Instant start, @Nullable Instant end, int times) {

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "min", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS,
            "wk", ChronoUnit.WEEKS,
            "mo", ChronoUnit.MONTHS,
            "a", ChronoUnit.YEARS);

    /** Of an action that begins at {@code at}. */
    static Span of(JsonNode action, Instant at) {
        if (action.has("timingDuration")) {
            return new Span(at, after(at, action.path("timingDuration")).orElse(null), 0);
        }
        JsonNode repeat = action.path("timingTiming").path("repeat");
        Instant end = after(at, repeat.path("boundsDuration")).orElse(null);
        return new Span(at, end, end == null ? 0 : times(repeat, at, end));
    }

    /** Empty when there is no such duration, or its unit is none of time. */
    private static Optional<Instant> after(Instant at, JsonNode duration) {
        ChronoUnit unit = UNITS.get(duration.path("code").asText(""));
        if (unit == null || !duration.path("value").isNumber()) {
            return Optional.empty();
        }
        long amount = duration.path("value").decimalValue().longValue();
        return Optional.of(at.atOffset(ZoneOffset.UTC).plus(amount, unit).toInstant());
    }

    private static int times(JsonNode repeat, Instant start, Instant end) {
        ChronoUnit unit = UNITS.get(repeat.path("periodUnit").asText(""));
        BigDecimal period = repeat.path("period").decimalValue();
        if (unit == null || period.signum() <= 0) {
            return 0;
        }
        long units = unit.between(start.atOffset(ZoneOffset.UTC), end.atOffset(ZoneOffset.UTC));
        return (int) (units / period.longValue()) * repeat.path("frequency").asInt(1);
    }
}
