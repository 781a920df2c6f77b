package health.throughline.api.operation.family;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.family.ConcernReport;
import java.util.Set;
import org.springframework.stereotype.Component;

/** $report-concern: takes a worry about a client, and tells nothing in return. */
@Component
final class ReportConcern implements OwnOperation {

    private final ConcernReport reports;

    ReportConcern(ConcernReport reports) {
        this.reports = reports;
    }

    @Override
    public String id() {
        return "report-concern";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("patient", "concern", "urgent"), Set.of());
        ConcernReport.Concern concern =
                new ConcernReport.Concern(given.text("concern").orElse(""), given.flag("urgent"));
        return FhirResponse.outcome(200, new Outcomes(reports.report(patient(given), concern, request.access())));
    }

    private static ResourceKey patient(Given given) {
        return given.one("patient")
                .map(value -> value.isTextual() ? value : value.path("reference"))
                .map(JsonNode::asText)
                .flatMap(ResourceKey::ofPatient)
                .orElseThrow(() -> Refusal.invalid(
                        "value",
                        "The parameter 'patient' takes a reference such as Patient/[id].",
                        "Parameters.parameter.where(name='patient')"));
    }
}
