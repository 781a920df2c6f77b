package health.throughline.api;

import health.throughline.record.access.Access;

/** Says what the caller of a request may do. */
@FunctionalInterface
public interface RequestAccess {

    /** @throws health.throughline.fhir.Refusal UNAUTHENTICATED when the caller is not known */
    Access of(FhirRequest.Headers headers);
}
