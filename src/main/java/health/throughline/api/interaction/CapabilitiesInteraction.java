package health.throughline.api.interaction;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Route;
import health.throughline.api.capability.CachedDocument;
import health.throughline.api.capability.Capabilities;
import health.throughline.api.capability.CapabilityStatement;
import health.throughline.api.capability.TerminologyCapabilities;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.search.terminology.KnownSystems;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * capabilities: what the server offers, in full or what is normative of it, which here is all the same; or what it knows of
 * terminology.
 */
@Component
final class CapabilitiesInteraction implements Interaction {

    private static final String MODE = "mode";

    private final Capabilities capabilities;
    private final KnownSystems systems;
    private final CachedDocument statement;

    CapabilitiesInteraction(Capabilities capabilities, KnownSystems systems) {
        this.capabilities = capabilities;
        this.systems = systems;
        this.statement = new CachedDocument(capabilities, CapabilityStatement::of);
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.CAPABILITIES);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        ParameterCheck.only(request, Set.of(MODE));
        return switch (request.parameter(MODE).orElse("full")) {
            case "full", "normative" -> FhirResponse.of(200, statement.json(request.base()));
            case "terminology" ->
                FhirResponse.of(
                        200,
                        FhirJson.bytes(TerminologyCapabilities.of(capabilities.software(), systems, request.base())));
            default -> throw Refusal.invalid("'mode' takes full, normative or terminology.");
        };
    }
}
