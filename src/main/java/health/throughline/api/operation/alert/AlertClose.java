package health.throughline.api.operation.alert;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.program.alert.AlertLifeCycle;
import java.util.Set;
import org.springframework.stereotype.Component;

/** DetectedIssue/$close: closes an alert with what came of it. */
@Component
final class AlertClose implements OwnOperation {

    private final AlertLifeCycle alerts;

    AlertClose(AlertLifeCycle alerts) {
        this.alerts = alerts;
    }

    @Override
    public String id() {
        return "DetectedIssue-close";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("outcome", "note"), Set.of("action"));
        AlertLifeCycle.Closing closing = new AlertLifeCycle.Closing(
                given.text("outcome").orElse(""),
                given.texts("action"),
                given.text("note").orElse(""));
        return FhirResponse.of(200, alerts.close(route.key(), closing, request.access()));
    }
}
