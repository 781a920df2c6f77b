package health.throughline.api.interaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.BundleWriter;
import health.throughline.api.Content;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Interaction;
import health.throughline.api.Route;
import health.throughline.fhir.Refusal;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** batch and transaction. */
@Component
final class BundleInteraction implements Interaction {

    private static final int MAX_ENTRIES = 10_000;

    private final BundleEntries entries;

    BundleInteraction(BundleEntries entries) {
        this.entries = entries;
    }

    @Override
    public Set<Route.Kind> kinds() {
        return Set.of(Route.Kind.TRANSACTION);
    }

    @Override
    public FhirResponse answer(FhirRequest request, Route route) {
        ParameterCheck.only(request, Set.of());
        ObjectNode bundle = Content.tree(request);
        if (!bundle.path("resourceType").asText().equals("Bundle")) {
            throw Refusal.invalid(
                    "invalid", "[base] takes a Bundle; post other resources to [base]/Type.", "resourceType");
        }
        JsonNode all = bundle.path("entry");
        if (!all.isMissingNode() && (!all.isArray() || all.isEmpty())) {
            throw Refusal.invalid("structure", "The entries of a Bundle are a non-empty array.", "Bundle.entry");
        }
        if (all.size() > MAX_ENTRIES) {
            throw new Refusal(
                    Refusal.Reason.TOO_LARGE,
                    "A Bundle may hold " + MAX_ENTRIES + " entries; send it in several parts.");
        }
        return switch (bundle.path("type").asText("")) {
            case "transaction" -> answer("transaction-response", entries.transaction(request, all), request);
            case "batch" -> answer("batch-response", entries.batch(request, all), request);
            default ->
                throw Refusal.invalid("value", "[base] takes Bundles of type batch or transaction.", "Bundle.type");
        };
    }

    private static FhirResponse answer(String type, List<FhirResponse> responses, FhirRequest request) {
        BundleWriter bundle = new BundleWriter(type, null, request);
        bundle.entries();
        responses.forEach(bundle::response);
        return FhirResponse.of(200, bundle.bytes());
    }
}
