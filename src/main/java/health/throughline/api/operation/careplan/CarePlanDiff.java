package health.throughline.api.operation.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.api.FhirRequest;
import health.throughline.api.FhirResponse;
import health.throughline.api.OwnOperation;
import health.throughline.api.Route;
import health.throughline.api.operation.Asked;
import health.throughline.api.operation.Given;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.careplan.PlanDifference;
import health.throughline.record.HealthRecord;
import java.util.Set;
import org.springframework.stereotype.Component;

/** CarePlan/$diff: tells what differs between two versions of a plan. */
@Component
final class CarePlanDiff implements OwnOperation {

    private final HealthRecord record;

    CarePlanDiff(HealthRecord record) {
        this.record = record;
    }

    @Override
    public String id() {
        return "CarePlan-diff";
    }

    @Override
    public FhirResponse invoke(FhirRequest request, Route route) {
        Given given = Given.of(request, Set.of("with"), Set.of());
        ObjectNode plan = record.reader().read(route.key(), request.access()).tree();
        ResourceKey with =
                given.one("with").isPresent() ? Asked.key(given, "with", Set.of("CarePlan")) : predecessor(plan);
        ObjectNode other = record.reader().read(with, request.access()).tree();
        if (!other.path("subject").path("reference").equals(plan.path("subject").path("reference"))) {
            throw Refusal.invalid(
                    "value", "Plans of one client are compared.", "Parameters.parameter.where(name='with')");
        }
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        ArrayNode parameters = FhirJson.array();
        for (PlanDifference.Change change : PlanDifference.of(other, plan)) {
            ArrayNode part = parameters.addObject().put("name", "entry").putArray("part");
            part.addObject().put("name", "section").put("valueCode", change.section());
            part.addObject().put("name", "change").put("valueCode", change.kind());
            words(part, "before", change.before());
            words(part, "after", change.after());
        }
        if (!parameters.isEmpty()) {
            answer.set("parameter", parameters);
        }
        return FhirResponse.of(200, FhirJson.bytes(answer));
    }

    private static void words(ArrayNode part, String name, String words) {
        if (!words.isEmpty()) {
            part.addObject().put("name", name).put("valueString", words);
        }
    }

    private static ResourceKey predecessor(JsonNode plan) {
        return ResourceKey.of(plan.path("replaces").path(0).path("reference").asText(""))
                .orElseThrow(() -> Refusal.invalid(
                        "required",
                        "This plan replaces no other; say in 'with' which one to compare it with.",
                        "Parameters.parameter"));
    }
}
