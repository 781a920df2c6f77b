package health.throughline.api.operation.assignment;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.program.assignment.Assignment;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Patient/[id]/$assign-assessment: gives a client a questionnaire to fill in, once or again and again. */
@Component
final class PatientAssignAssessment implements OwnOperation {

    private final Assignment assignment;

    PatientAssignAssessment(Assignment assignment) {
        this.assignment = assignment;
    }

    @Override
    public String id() {
        return "Patient-assign-assessment";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("questionnaire", "due", "repeat"), Set.of());
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = answer.putArray("parameter");
        assignment
                .assign(
                        route.key(),
                        Asked.text(given, "questionnaire"),
                        Asked.date(given, "due"),
                        given.one("repeat").orElse(null),
                        request.access())
                .forEach(task -> parameters.addObject().put("name", "return").set("resource", task.tree()));
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }
}
