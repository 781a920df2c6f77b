package health.throughline.api.operation.referral;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.program.referral.ReferralIntake;
import java.util.Set;
import org.springframework.stereotype.Component;

/** $process-referral: takes in a referral with its documents, as an inquiry for admissions. */
@Component
final class ProcessReferral implements OwnOperation {

    private final ReferralIntake intake;

    ProcessReferral(ReferralIntake intake) {
        this.intake = intake;
    }

    @Override
    public String id() {
        return "process-referral";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("referral"), Set.of());
        ObjectNode bundle = given.one("referral")
                .filter(value -> value.path("resourceType").asText("").equals("Bundle"))
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> Refusal.invalid(
                        "required", "The operation needs the parameter 'referral', a Bundle.", "Parameters.parameter"));
        ReferralIntake.Taken taken = intake.take(bundle, request.access());
        return FhirResponse.of(taken.fresh() ? 201 : 200, taken.task())
                .with("Location", request.base() + "/" + taken.task().key());
    }
}
