package health.throughline.api.operation.alert;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.program.alert.AlertLifeCycle;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Set;
import org.springframework.stereotype.Component;

/** DetectedIssue/$snooze: puts the answer to an alert off. */
@Component
final class AlertSnooze implements OwnOperation {

    private final AlertLifeCycle alerts;

    AlertSnooze(AlertLifeCycle alerts) {
        this.alerts = alerts;
    }

    @Override
    public String id() {
        return "DetectedIssue-snooze";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("until", "reason"), Set.of());
        return FhirResponse.of(
                200,
                alerts.snooze(route.key(), until(given), given.text("reason").orElse(""), request.access()));
    }

    private static Instant until(Given given) {
        try {
            return OffsetDateTime.parse(given.text("until").orElse("")).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.invalid(
                    "value",
                    "The parameter 'until' takes a time with its offset, such as 2026-11-27T18:00:00-05:00.",
                    "Parameters.parameter.where(name='until')");
        }
    }
}
