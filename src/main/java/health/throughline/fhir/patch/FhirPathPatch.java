package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.structure.StructureCheck;
import java.util.ArrayList;
import java.util.List;

/** FHIRPath Patch, https://hl7.org/fhir/R4/fhirpatch.html: operations in a Parameters resource. */
final class FhirPathPatch extends Patch {

    /** The resource is parsed anew for each. */
    private static final int MAX_OPERATIONS = 200;

    private final List<PathOperation> operations;

    private FhirPathPatch(List<PathOperation> operations) {
        this.operations = operations;
    }

    static FhirPathPatch of(ObjectNode body) {
        if (!body.path("resourceType").asText().equals("Parameters")) {
            throw Refusal.invalid(
                    "structure",
                    "A patch in FHIR's own format is a Parameters resource; to replace the resource, use PUT.",
                    null);
        }
        StructureCheck.check(body);
        if (body.path("parameter").size() > MAX_OPERATIONS) {
            throw new Refusal(
                    Refusal.Reason.TOO_COSTLY,
                    "A patch may have " + MAX_OPERATIONS + " operations; send an update instead.");
        }
        List<PathOperation> operations = new ArrayList<>();
        for (JsonNode parameter : body.path("parameter")) {
            operations.add(OperationParts.of(operations.size(), parameter).operation());
        }
        return new FhirPathPatch(operations);
    }

    @Override
    JsonNode change(ObjectNode copy) {
        for (PathOperation operation : operations) {
            operation.apply(copy);
            Emptiness.removeFrom(copy);
        }
        return copy;
    }
}
