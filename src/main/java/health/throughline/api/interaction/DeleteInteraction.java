package health.throughline.api.interaction;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Route;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import java.util.Set;
import org.springframework.stereotype.Component;

/** delete and conditional delete; {@code _multiple=true} allows the condition to match several. */
@Component
final class DeleteInteraction implements Interaction {

    private static final String MULTIPLE = "_multiple";

    private final HealthRecord record;

    DeleteInteraction(HealthRecord record) {
        this.record = record;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.DELETE);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        return WriteAnswer.of(record.write(change(request, route), request.access()), request);
    }

    static Change change(FhirRequest request, Route route) {
        boolean multiple = request.parameter(MULTIPLE).map("true"::equals).orElse(false);
        FhirRequest bare = request.without(MULTIPLE);
        return new Change.Delete(Conditional.target(bare, route), Conditional.ifMatch(request), multiple);
    }
}
