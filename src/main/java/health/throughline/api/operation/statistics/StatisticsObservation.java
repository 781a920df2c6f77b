package health.throughline.api.operation.statistics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.Optional;
import java.util.OptionalDouble;

/** The statistics of one code as an Observation, one component each. */
final class StatisticsObservation {

    private static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/observation-statistics";
    private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    private final Measurements measurements;
    private final ArrayNode components = FhirJson.array();

    private StatisticsObservation(Measurements measurements) {
        this.measurements = measurements;
    }

    static ObjectNode of(Measurements measurements, StatsParameters asked) {
        ObjectNode observation =
                FhirJson.object().put("resourceType", "Observation").put("status", "final");
        observation.set("code", measurements.code());
        observation.putObject("subject").put("reference", asked.subject());
        if (asked.start() != null || asked.end() != null) {
            ObjectNode period = observation.putObject("effectivePeriod");
            Optional.ofNullable(asked.start()).ifPresent(start -> period.put("start", start));
            Optional.ofNullable(asked.end()).ifPresent(end -> period.put("end", end));
        }
        StatisticsObservation writer = new StatisticsObservation(measurements);
        Sample sample = measurements.sample();
        asked.statistics().forEach(statistic -> writer.add(statistic, sample));
        observation.set("component", writer.components);
        return observation;
    }

    private void add(Statistic statistic, Sample sample) {
        MeasuredUnit unit = measurements.unit();
        if (statistic == Statistic.REGRESSION) {
            Optional<Line> line = measurements.line();
            quantity(component(statistic, "gradient"), unit.perDay(), of(line.map(Line::gradient)));
            quantity(component(statistic, "intercept"), unit, of(line.map(Line::intercept)));
        } else if (statistic == Statistic.TOTAL_COUNT) {
            component(statistic, "").put("valueInteger", measurements.total());
        } else if (statistic.unit() == Statistic.Unit.COUNTED) {
            component(statistic, "").put("valueInteger", sample.count());
        } else {
            quantity(component(statistic, ""), unit(statistic, unit), statistic.of(sample));
        }
    }

    private static MeasuredUnit unit(Statistic statistic, MeasuredUnit unit) {
        return switch (statistic.unit()) {
            case OF_VALUE -> unit;
            case SQUARED -> unit.squared();
            case NONE, COUNTED -> MeasuredUnit.ONE;
        };
    }

    private static OptionalDouble of(Optional<Double> value) {
        return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }

    private ObjectNode component(Statistic statistic, String text) {
        ObjectNode component = components.addObject();
        ObjectNode code = component.putObject("code");
        code.putArray("coding")
                .addObject()
                .put("system", SYSTEM)
                .put("code", statistic.code())
                .put("display", statistic.display());
        if (!text.isEmpty()) {
            code.put("text", text);
        }
        return component;
    }

    /** Of too few measurements, some statistics are no number. */
    private static void quantity(ObjectNode component, MeasuredUnit unit, OptionalDouble value) {
        if (value.isPresent()) {
            component.set("valueQuantity", unit.quantity(value.getAsDouble()));
        } else {
            component
                    .putObject("dataAbsentReason")
                    .putArray("coding")
                    .addObject()
                    .put("system", ABSENT)
                    .put("code", "not-a-number");
        }
    }
}
