package health.throughline.api.operation.measure;

import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.program.measure.report.MeasureEvaluator;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Measure/$evaluate-measure: works out a measure of the programme.
 *
 * @see <a href="https://hl7.org/fhir/R4/measure-operation-evaluate-measure.html">R4 Measure/$evaluate-measure</a>
 */
@Component
final class MeasureEvaluate implements OwnOperation {

    private final MeasureEvaluator evaluator;
    private final Clock clock = Clock.systemDefaultZone();

    MeasureEvaluate(MeasureEvaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public String id() {
        return "Measure-evaluate-measure";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Access access = request.access();
        access.requireRole(Role.CLINICAL_LEAD, Role.CASE_MANAGER, Role.SYSTEM);
        Given given = Given.of(request, EvaluateParameters.NAMES, Set.of());
        MeasureEvaluator.Asked asked = new EvaluateParameters(given, route, outside(access)).asked();
        return FhirResponse.of(200, FhirJson.bytes(evaluator.report(asked, OffsetDateTime.now(clock), access)));
    }

    /** Whether what is told leaves the programme. */
    private static boolean outside(Access access) {
        Set<Role> roles = access.rights().caller().roles();
        return access.audited() && !roles.contains(Role.CLINICAL_LEAD) && !roles.contains(Role.CASE_MANAGER);
    }
}
