package health.throughline.api;

import java.util.Set;

/** One {@code $operation}. */
public interface FhirOperation {

    /** Where an operation can be called. */
    enum Level {
        SYSTEM,
        TYPE,
        INSTANCE
    }

    /** Its name with the '$'. */
    String name();

    Set<Level> levels();

    /** The types it can be called on; empty for every type. */
    Set<String> types();

    /** Whether it changes anything; only operations that do not can be called by GET. */
    boolean affectsState();

    /** Canonical of its OperationDefinition. */
    String definition();

    /** @throws health.throughline.fhir.Refusal when it cannot be carried out */
    FhirResponse invoke(FhirRequest request, Route route);
}
