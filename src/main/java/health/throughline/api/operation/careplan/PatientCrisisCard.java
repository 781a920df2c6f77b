package health.throughline.api.operation.careplan;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.program.careplan.CrisisCard;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Patient/$crisis-card: a small document for an app to keep without a connection. */
@Component
final class PatientCrisisCard implements OwnOperation {

    private final CrisisCard card;

    PatientCrisisCard(CrisisCard card) {
        this.card = card;
    }

    @Override
    public String id() {
        return "Patient-crisis-card";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given.of(request, Set.of(), Set.of());
        return FhirResponse.of(200, FhirJson.bytes(card.of(route.key(), request.access())));
    }
}
