package health.throughline.api.operation.alert;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.program.alert.AlertLifeCycle;
import java.util.Set;
import org.springframework.stereotype.Component;

/** DetectedIssue/$acknowledge: the caller takes an alert. */
@Component
final class AlertAcknowledge implements OwnOperation {

    private final AlertLifeCycle alerts;

    AlertAcknowledge(AlertLifeCycle alerts) {
        this.alerts = alerts;
    }

    @Override
    public String id() {
        return "DetectedIssue-acknowledge";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("note"), Set.of());
        return FhirResponse.of(
                200, alerts.acknowledge(route.key(), given.text("note").orElse(""), request.access()));
    }
}
