package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.util.ArrayList;
import java.util.List;

/** JSON Patch, RFC 6902: a list of operations, of which the first that fails undoes all. */
final class JsonPatch extends Patch {

    private final List<JsonOperation> operations;

    private JsonPatch(List<JsonOperation> operations) {
        this.operations = operations;
    }

    static JsonPatch of(ArrayNode body) {
        List<JsonOperation> operations = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            operations.add(JsonOperation.of(i, body.get(i)));
        }
        return new JsonPatch(operations);
    }

    @Override
    JsonNode change(ObjectNode copy) {
        ObjectNode holder = FhirJson.object();
        holder.set("", copy);
        Allowance allowance = new Allowance();
        for (JsonOperation operation : operations) {
            operation.apply(holder, allowance);
        }
        JsonNode result = holder.get("");
        return result == null ? NullNode.getInstance() : result;
    }
}
