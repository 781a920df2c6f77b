package health.throughline.api;

import java.util.Set;

/** One or several closely related RESTful interactions. */
public interface Interaction {

    /** The interactions it answers. */
    Set<Route.Kind> kinds();

    /** The resource types it answers for; empty for every one that no other interaction claims by this. */
    default Set<String> types() {
        return Set.of();
    }

    /** The search parameters that a search of its {@link #types()} takes; empty for those in force. */
    default Set<String> searchParameters() {
        return Set.of();
    }

    /** @throws health.throughline.fhir.Refusal when the request cannot be carried out */
    FhirResponse answer(FhirRequest request, Route route);
}
