package health.throughline.api;

import java.util.Set;

/** One or several closely related RESTful interactions. */
public interface Interaction {

    /** The interactions it answers. */
    Set<Route.Kind> kinds();

    /** @throws health.throughline.fhir.Refusal when the request cannot be carried out */
    FhirResponse answer(FhirRequest request, Route route);
}
