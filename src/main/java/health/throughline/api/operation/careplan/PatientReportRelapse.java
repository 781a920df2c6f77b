package health.throughline.api.operation.careplan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.Outcomes;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.program.relapse.RelapseResponse;
import health.throughline.program.relapse.Setback;
import health.throughline.store.ResourceVersion;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Patient/$report-relapse: records a setback, without blame, and starts the programme's response. */
@Component
final class PatientReportRelapse implements OwnOperation {

    private final RelapseResponse response;

    PatientReportRelapse(RelapseResponse response) {
        this.response = response;
    }

    @Override
    public String id() {
        return "Patient-report-relapse";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("type", "date", "planUsed", "note"), Set.of("trigger"));
        Setback setback = new Setback(
                given.text("type")
                        .orElseThrow(() ->
                                Refusal.invalid("required", "Say in 'type' what happened.", "Parameters.parameter")),
                given.text("date")
                        .orElseGet(() ->
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()),
                given.texts("trigger"),
                given.one("planUsed").isPresent() ? given.flag("planUsed") : null,
                given.text("note").orElse(""));
        RelapseResponse.Response told = response.report(route.key(), setback, request.access());
        ObjectNode bundle = FhirJson.object().put("resourceType", "Bundle").put("type", "collection");
        ArrayNode entries = bundle.putArray("entry");
        for (ResourceVersion version : told.resources()) {
            ObjectNode entry = entries.addObject().put("fullUrl", request.base() + "/" + version.key());
            entry.set("resource", version.tree());
        }
        if (!told.issues().isEmpty()) {
            entries.addObject().set("resource", new Outcomes(told.issues()).json());
        }
        return FhirResponse.of(200, FhirJson.bytes(bundle));
    }
}
