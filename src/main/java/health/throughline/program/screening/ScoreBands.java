package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bands of one score or item, read from an ObservationDefinition. */
public record ScoreBands(List<ScoreBand> bands) {

    static final ScoreBands NONE = new ScoreBands(List.of());

    private static final String BAND = Canonicals.of("StructureDefinition", "score-band");

    /** The intervals of {@code definition} that say what a value in them means. */
    public static ScoreBands of(JsonNode definition) {
        List<ScoreBand> bands = new ArrayList<>();
        for (JsonNode interval : definition.path("qualifiedInterval")) {
            JsonNode coding = Extensions.first(interval, BAND).path("valueCoding");
            if (coding.isObject()) {
                JsonNode range = interval.path("range");
                bands.add(new ScoreBand(
                        number(range.path("low").path("value")),
                        number(range.path("high").path("value")),
                        interval.path("gender").asText(""),
                        coding,
                        interval.path("condition").asText("")));
            }
        }
        return new ScoreBands(List.copyOf(bands));
    }

    private static @Nullable BigDecimal number(JsonNode value) {
        return value.isNumber() ? value.decimalValue() : null;
    }

    /** Whether what a value means depends on who it is of. */
    boolean byGender() {
        return bands.stream().anyMatch(band -> !band.gender().isEmpty());
    }

    /** The band of {@code value}: of those for {@code gender} when there are some, else of those for everybody. */
    public Optional<ScoreBand> find(BigDecimal value, String gender) {
        boolean own = !gender.isEmpty()
                && bands.stream().anyMatch(band -> band.gender().equals(gender));
        return bands.stream()
                .filter(band -> band.gender().equals(own ? gender : "") && band.contains(value))
                .findFirst();
    }
}
