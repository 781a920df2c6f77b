package health.throughline.api.operation.consent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.program.consent.ConsentFiling;
import health.throughline.store.ResourceVersion;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Consent/$fileConsent: files a consent with the form by which it was given, if it is complete. */
@Component
final class ConsentFile implements OwnOperation {

    private final ConsentFiling filing;

    ConsentFile(ConsentFiling filing) {
        this.filing = filing;
    }

    @Override
    public String id() {
        return "Consent-fileConsent";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("consent", "document"), Set.of());
        ObjectNode consent = Consents.resource(given, "consent", Set.of("Consent"))
                .orElseThrow(() -> Refusal.invalid(
                        "required", "The operation needs the parameter 'consent', a Consent.", "Parameters.parameter"));
        ObjectNode document = Consents.resource(given, "document", Set.of("QuestionnaireResponse", "DocumentReference"))
                .orElse(null);
        ResourceVersion filed = filing.file(consent, document, request.access());
        return FhirResponse.of(201, filed).with("Location", request.base() + "/" + filed.key());
    }
}
