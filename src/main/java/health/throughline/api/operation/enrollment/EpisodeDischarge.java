package health.throughline.api.operation.enrollment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.program.enrollment.Discharge;
import java.util.Set;
import org.springframework.stereotype.Component;

/** EpisodeOfCare/[id]/$discharge: ends an enrolment and gives back the discharge document. */
@Component
final class EpisodeDischarge implements OwnOperation {

    private final Discharge discharge;

    EpisodeDischarge(Discharge discharge) {
        this.discharge = discharge;
    }

    @Override
    public String id() {
        return "EpisodeOfCare-discharge";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("reason", "date"), Set.of());
        Discharge.Discharged discharged = discharge.discharge(
                route.key(), Asked.text(given, "reason"), Asked.date(given, "date"), request.access());
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = answer.putArray("parameter");
        parameters.addObject().put("name", "return").set("resource", discharged.document());
        discharged
                .warnings()
                .forEach(
                        warning -> parameters.addObject().put("name", "warning").put("valueString", warning));
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }
}
