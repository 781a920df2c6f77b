package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.record.access.Access;
import health.throughline.search.query.SearchParser.Parameter;
import health.throughline.search.value.DateRange;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A client's values of one measure over time, each with what was usual for the client then. */
@Component
public final class Trend {

    private final PlanSearch search;

    Trend(PlanSearch search) {
        this.search = search;
    }

    /**
     * A value.
     *
     * @param date as it was observed
     * @param band coding of the range of its score; null when it has none
     * @param baseline the client's usual level then; null when too little was known, like the limits of the usual
     */
    public record Point(
            String date,
            BigDecimal value,
            @Nullable ObjectNode band,
            @Nullable Double baseline,
            @Nullable Double low,
            @Nullable Double high) {}

    /**
     * From {@code start} to {@code end}, the oldest first; values before the start count for what is usual.
     *
     * @param code as system|code
     */
    public List<Point> of(
            ResourceKey patient, String code, @Nullable DateRange start, @Nullable DateRange end, Access access) {
        List<ObjectNode> observations = new ArrayList<>(PlanSearch.trees(search.all(
                "Observation",
                access,
                new Parameter("subject", patient.toString()),
                new Parameter("code", code),
                new Parameter("status", "final,amended,corrected"),
                new Parameter("_sort", "-date"))));
        Collections.reverse(observations);
        List<UsualRange.Point> known = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        for (ObjectNode observation : observations) {
            String date = observation.path("effectiveDateTime").asText("");
            Optional<Instant> at = DateRange.parse(date).map(range -> Instant.ofEpochMilli(range.lo()));
            JsonNode value = value(observation);
            if (at.isPresent() && value.isNumber()) {
                long time = at.get().toEpochMilli();
                if ((start == null || time >= start.lo()) && (end == null || time <= end.hi())) {
                    points.add(point(date, value.decimalValue(), observation, UsualRange.before(at.get(), known)));
                }
                known.add(new UsualRange.Point(at.get(), value.asDouble()));
            }
        }
        return points;
    }

    private static JsonNode value(JsonNode observation) {
        return observation.has("valueInteger")
                ? observation.path("valueInteger")
                : observation.path("valueQuantity").path("value");
    }

    private static Point point(String date, BigDecimal value, JsonNode observation, Optional<UsualRange> usual) {
        return new Point(
                date,
                value,
                band(observation),
                usual.map(UsualRange::baseline).orElse(null),
                usual.map(UsualRange::low).orElse(null),
                usual.map(UsualRange::high).orElse(null));
    }

    private static @Nullable ObjectNode band(JsonNode observation) {
        for (JsonNode interpretation : observation.path("interpretation")) {
            for (JsonNode coding : interpretation.path("coding")) {
                if (coding.path("system").asText().equals(Canonicals.of("CodeSystem", "score-band"))) {
                    return (ObjectNode) coding;
                }
            }
        }
        return null;
    }
}
