package health.throughline.program.measure.catalogue;

import health.throughline.program.measure.Fact.Alert;
import health.throughline.program.measure.Fact.Response;
import health.throughline.program.measure.MeasureCase;
import health.throughline.program.measure.ReportingPeriod;
import health.throughline.program.measure.Strata;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The alerts of a client that somebody was told, with what was done about them. */
final class AlertFacts {

    static final String FALSE_ALARM = "false-alarm";
    private static final String RIGHT = "true-";

    private AlertFacts() {}

    /** Those of the period. */
    static Stream<Alert> of(MeasureCase client, ReportingPeriod period) {
        return client.all(Alert.class).filter(Setbacks::active).filter(alert -> period.contains(alert.at()));
    }

    /** The response that has come furthest: one with an outcome before one without. */
    static Optional<Response> response(MeasureCase client, Alert alert) {
        return responses(client, alert)
                .reduce((first, second) -> first.outcome().isEmpty() ? second : first);
    }

    private static Stream<Response> responses(MeasureCase client, Alert alert) {
        return client.all(Response.class).filter(one -> one.alert().equals(alert.reference()));
    }

    static Map<String, String> strata(Alert alert) {
        return Map.of(
                Strata.RULE,
                alert.rule(),
                Strata.ALERT_SEVERITY,
                alert.severity().isEmpty() ? Strata.UNKNOWN : alert.severity());
    }

    /** Whether there was something to it; empty where the outcome does not tell. */
    static Optional<Boolean> right(Response response) {
        boolean right = response.outcome().startsWith(RIGHT);
        return right || response.outcome().equals(FALSE_ALARM) ? Optional.of(right) : Optional.empty();
    }
}
