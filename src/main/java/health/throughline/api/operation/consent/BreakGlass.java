package health.throughline.api.operation.consent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.consent.EmergencyAccess;
import java.util.Set;
import org.springframework.stereotype.Component;

/** $break-glass: opens a record in an emergency. */
@Component
final class BreakGlass implements OwnOperation {

    private final EmergencyAccess emergencies;

    BreakGlass(EmergencyAccess emergencies) {
        this.emergencies = emergencies;
    }

    @Override
    public String id() {
        return "break-glass";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("patient", "reason", "emergency", "affiliation"), Set.of());
        ResourceKey patient = Asked.key(given, "patient", Set.of("Patient"));
        EmergencyAccess.Opened opened = emergencies.open(
                patient,
                new EmergencyAccess.Claim(
                        given.text("reason").orElse(""),
                        given.text("emergency").orElse(""),
                        given.text("affiliation").orElse("")),
                request.access());
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = answer.putArray("parameter");
        parameters
                .addObject()
                .put("name", "until")
                .put("valueInstant", opened.until().toString());
        parameters
                .addObject()
                .put("name", "review")
                .putObject("valueReference")
                .put("reference", opened.review().toString());
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }
}
