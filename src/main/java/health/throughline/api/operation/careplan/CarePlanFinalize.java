package health.throughline.api.operation.careplan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.program.careplan.PlanFinalization;
import java.util.Set;
import org.springframework.stereotype.Component;

/** CarePlan/$finalize: takes a draft of a plan into use. */
@Component
final class CarePlanFinalize implements OwnOperation {

    private final PlanFinalization finalization;

    CarePlanFinalize(PlanFinalization finalization) {
        this.finalization = finalization;
    }

    @Override
    public String id() {
        return "CarePlan-finalize";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given.of(request, Set.of(), Set.of());
        PlanFinalization.Finalized finalized = finalization.finalized(route.key(), request.access());
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = answer.putArray("parameter");
        parameters
                .addObject()
                .put("name", "return")
                .set("resource", finalized.plan().tree());
        finalized
                .missing()
                .forEach(
                        section -> parameters.addObject().put("name", "missing").put("valueCode", section));
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }
}
