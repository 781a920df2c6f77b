package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** JSON Merge Patch, RFC 7396: members given replace, null removes, arrays are replaced whole. */
final class MergePatch extends Patch {

    private final ObjectNode body;

    MergePatch(ObjectNode body) {
        this.body = body;
    }

    @Override
    JsonNode change(ObjectNode copy) {
        merge(copy, body);
        return copy;
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            if (member.getValue().isNull()) {
                target.remove(name);
            } else if (member.getValue() instanceof ObjectNode nested) {
                ObjectNode inner = target.get(name) instanceof ObjectNode there ? there : target.putObject(name);
                merge(inner, nested);
            } else {
                target.set(name, member.getValue().deepCopy());
            }
        }
    }
}
