package health.throughline.api.interaction;

import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Route;
import health.throughline.fhir.patch.Patch;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import java.util.Set;
import org.springframework.stereotype.Component;

/** patch and conditional patch, as JSON Patch, merge patch, FHIRPath Patch or XML Patch. */
@Component
final class PatchInteraction implements Interaction {

    private final HealthRecord record;

    PatchInteraction(HealthRecord record) {
        this.record = record;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.PATCH);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        return WriteAnswer.of(record.write(change(request, route), request.access()), request);
    }

    static Change change(FhirRequest request, Route route) {
        Change.Target target = Conditional.target(request, route);
        Patch patch = Patch.parse(Content.mediaType(request), request.body());
        return new Change.Patch(target, patch::apply, Conditional.ifMatch(request));
    }
}
