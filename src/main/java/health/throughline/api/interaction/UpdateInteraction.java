package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Preferences;
import health.throughline.api.Route;
import health.throughline.fhir.Refusal;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import java.util.Set;
import org.springframework.stereotype.Component;

/** update, update as create, and conditional update. */
@Component
final class UpdateInteraction implements Interaction {

    private final HealthRecord record;

    UpdateInteraction(HealthRecord record) {
        this.record = record;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.UPDATE);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        boolean wanted = Preferences.findingsWanted(request);
        return WriteAnswer.of(record.write(change(request, route), wanted, request.access()), request);
    }

    static Change change(FhirRequest request, Route route) {
        Change.Target target = Conditional.target(request, route);
        boolean rawBinary = route.type().equals("Binary") && !Content.isFhir(Content.mediaType(request));
        ObjectNode resource = rawBinary ? BinaryContent.resource(request) : Content.resource(request, route.type());
        String id = resource.path("id").asText("");
        if (!route.id().isEmpty() && !rawBinary && !id.equals(route.id())) {
            throw Refusal.invalid(
                    "invalid",
                    id.isEmpty()
                            ? "The content has no id; it must be the one in the URL."
                            : "The id in the content is not the one in the URL.",
                    route.type() + ".id");
        }
        return new Change.Update(target, resource, Conditional.ifMatch(request));
    }
}
