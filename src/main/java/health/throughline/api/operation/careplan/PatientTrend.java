package health.throughline.api.operation.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.program.careplan.Trend;
import health.throughline.record.HealthRecord;
import health.throughline.search.value.DateRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Patient/$trend: a client's values of one measure over time, ready to be drawn. */
@Component
final class PatientTrend implements OwnOperation {

    private final HealthRecord record;
    private final Trend trend;

    PatientTrend(HealthRecord record, Trend trend) {
        this.record = record;
        this.trend = trend;
    }

    @Override
    public String id() {
        return "Patient-trend";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("code", "start", "end"), Set.of());
        record.reader().read(route.key(), request.access());
        ArrayNode parameters = FhirJson.array();
        for (Trend.Point point :
                trend.of(route.key(), code(given), day(given, "start"), day(given, "end"), request.access())) {
            ArrayNode part = parameters.addObject().put("name", "point").putArray("part");
            part.addObject().put("name", "date").put("valueDateTime", point.date());
            part.addObject().put("name", "value").put("valueDecimal", point.value());
            if (point.band() != null) {
                part.addObject().put("name", "band").set("valueCoding", point.band());
            }
            number(part, "baseline", point.baseline());
            number(part, "low", point.low());
            number(part, "high", point.high());
        }
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        if (!parameters.isEmpty()) {
            answer.set("parameter", parameters);
        }
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }

    /** As a Coding, or as text of the form system|code. */
    private static String code(Given given) {
        JsonNode code = given.one("code").orElse(FhirJson.object());
        String text = code.isTextual()
                ? code.asText()
                : code.path("system").asText("") + "|" + code.path("code").asText("");
        if (!text.matches("[^|]+\\|[^|,]+")) {
            throw Refusal.invalid(
                    "value",
                    "The parameter 'code' takes the measure as a Coding, or as system|code.",
                    "Parameters.parameter.where(name='code')");
        }
        return text;
    }

    private static @Nullable DateRange day(Given given, String name) {
        return given.text(name)
                .map(text -> DateRange.parse(text)
                        .orElseThrow(() -> Refusal.invalid("'" + name + "' takes a date such as 2026-01-31.")))
                .orElse(null);
    }

    private static void number(ArrayNode part, String name, @Nullable Double value) {
        if (value != null) {
            BigDecimal rounded = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP);
            part.addObject().put("name", name).put("valueDecimal", rounded);
        }
    }
}
