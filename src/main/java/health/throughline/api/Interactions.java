package health.throughline.api;

import health.throughline.fhir.Refusal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Finds the interaction for a request: the one way in for HTTP and for bundle entries alike. */
public final class Interactions {

    private final Map<Route.Kind, Interaction> byKind = new EnumMap<>(Route.Kind.class);

    public Interactions(List<Interaction> all) {
        for (Interaction interaction : all) {
            interaction.kinds().forEach(kind -> byKind.put(kind, interaction));
        }
    }

    public FhirResponse answer(FhirRequest request, Route route) {
        Interaction interaction = byKind.get(route.kind());
        if (interaction == null) {
            throw new Refusal(
                    Refusal.Reason.METHOD_NOT_ALLOWED,
                    "This server does not offer " + route.kind().code() + ".");
        }
        return interaction.answer(request, route);
    }
}
