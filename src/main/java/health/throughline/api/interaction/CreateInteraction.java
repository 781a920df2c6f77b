package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Preferences;
import health.throughline.api.Route;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import java.util.Set;
import org.springframework.stereotype.Component;

/** create, and conditional create by If-None-Exist. */
@Component
final class CreateInteraction implements Interaction {

    private final HealthRecord record;

    CreateInteraction(HealthRecord record) {
        this.record = record;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.CREATE);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        ParameterCheck.only(request, Set.of());
        boolean wanted = Preferences.findingsWanted(request);
        return WriteAnswer.of(record.write(change(request, route), wanted, request.access()), request);
    }

    static Change change(FhirRequest request, Route route) {
        ObjectNode resource = route.type().equals("Binary")
                ? BinaryContent.resource(request)
                : Content.resource(request, route.type());
        String condition = request.header("If-None-Exist")
                .map(text -> parameters(text, request.base(), route.type()))
                .orElse(null);
        return new Change.Create(new Change.Target(route.type(), null, condition), resource);
    }

    /** Some clients, HAPI's among them, send the URL of the search instead of its parameters. */
    private static String parameters(String condition, String base, String type) {
        String relative = condition.startsWith(base + "/") ? condition.substring(base.length() + 1) : condition;
        return relative.startsWith(type + "?") ? relative.substring(type.length()) : relative;
    }
}
