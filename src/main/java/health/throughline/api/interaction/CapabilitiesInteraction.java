package health.throughline.api.interaction;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Route;
import health.throughline.api.capability.CachedDocument;
import health.throughline.api.capability.Capabilities;
import health.throughline.api.capability.CapabilityStatement;
import health.throughline.fhir.Refusal;
import java.util.Set;
import org.springframework.stereotype.Component;

/** capabilities: what the server offers, in full or what is normative of it, which here is all the same. */
@Component
final class CapabilitiesInteraction implements Interaction {

    private static final String MODE = "mode";

    private final CachedDocument statement;

    CapabilitiesInteraction(Capabilities capabilities) {
        this.statement = new CachedDocument(capabilities, CapabilityStatement::of);
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.CAPABILITIES);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        ParameterCheck.only(request, Set.of(MODE));
        if (!request.parameter(MODE).orElse("full").matches("full|normative")) {
            throw Refusal.invalid("'mode' takes full or normative here; terminology capabilities are not stated.");
        }
        return FhirResponse.of(200, statement.json(request.base()));
    }
}
