package health.throughline.api.operation.consent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.program.consent.ConsentFiling;
import health.throughline.store.ResourceVersion;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Consent/[id]/$revokeConsent: takes a consent back, at once. */
@Component
final class ConsentRevoke implements OwnOperation {

    private final ConsentFiling filing;

    ConsentRevoke(ConsentFiling filing) {
        this.filing = filing;
    }

    @Override
    public String id() {
        return "Consent-revokeConsent";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given.of(request, Set.of(), Set.of());
        ConsentFiling.Revoked revoked = filing.revoke(route.key(), request.access());
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = answer.putArray("parameter");
        parameters
                .addObject()
                .put("name", "consent")
                .set("resource", revoked.consent().tree());
        ResourceVersion revocation = revoked.revocation();
        if (revocation != null) {
            parameters.addObject().put("name", "revocation").set("resource", revocation.tree());
        }
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }
}
