package health.throughline.api.interaction;

import health.throughline.api.FhirOperation;
import health.throughline.api.FhirOperation.Level;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Route;
import health.throughline.fhir.Refusal;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Calls the operation that a URL names, if it exists there. */
@Component
final class OperationInteraction implements Interaction {

    private final List<FhirOperation> operations;

    OperationInteraction(List<FhirOperation> operations) {
        this.operations = operations;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.OPERATION);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        FhirOperation operation = operations.stream()
                .filter(candidate -> offers(candidate, route))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "This operation is not offered here; [base]/metadata lists those that are."));
        boolean get = request.method().equals("GET") || request.method().equals("HEAD");
        if (!request.method().equals("POST") && !(get && !operation.affectsState())) {
            throw new Refusal(
                    Refusal.Reason.METHOD_NOT_ALLOWED,
                    operation.affectsState()
                            ? "This operation is called by POST."
                            : "Call this operation by GET or POST.");
        }
        return operation.invoke(request, route);
    }

    private static boolean offers(FhirOperation operation, Route route) {
        Level level = route.type().isEmpty() ? Level.SYSTEM : route.id().isEmpty() ? Level.TYPE : Level.INSTANCE;
        boolean type = route.type().isEmpty()
                || operation.types().isEmpty()
                || operation.types().contains(route.type());
        return operation.name().equals(route.name()) && operation.levels().contains(level) && type;
    }
}
