package health.throughline.api.operation.careplan;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.careplan.PlanRevision;
import health.throughline.record.HealthRecord;
import java.util.Set;
import org.springframework.stereotype.Component;

/** CarePlan/$revise: starts a new version of a plan that is in use. */
@Component
final class CarePlanRevise implements OwnOperation {

    private final HealthRecord record;
    private final PlanRevision revision;

    CarePlanRevise(HealthRecord record, PlanRevision revision) {
        this.record = record;
        this.revision = revision;
    }

    @Override
    public String id() {
        return "CarePlan-revise";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("reason", "event"), Set.of());
        String event = "";
        if (given.one("event").isPresent()) {
            ResourceKey key = Asked.key(given, "event", Set.of("Observation"));
            record.reader().read(key, request.access());
            event = key.toString();
        }
        PlanRevision.Cause cause = new PlanRevision.Cause(given.text("reason").orElse(""), event);
        return FhirResponse.of(200, revision.revise(route.key(), cause, request.access()));
    }
}
