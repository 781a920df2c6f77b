package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/** Removes what a patch has emptied: FHIR's JSON has no empty arrays and objects, it leaves the member out. */
final class Emptiness {

    private Emptiness() {}

    static void removeFrom(ObjectNode object) {
        Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            boolean empty = member.getValue() instanceof ArrayNode items
                    ? becomesEmpty(items, member.getKey().startsWith("_"))
                    : becomesEmpty(member.getValue());
            if (empty) {
                members.remove();
            }
        }
    }

    private static boolean becomesEmpty(JsonNode value) {
        if (value instanceof ObjectNode object) {
            removeFrom(object);
            return object.isEmpty();
        }
        return false;
    }

    /** @param inStep whether items keep their places, as those of a sibling {@code _name} must */
    private static boolean becomesEmpty(ArrayNode items, boolean inStep) {
        boolean empty = true;
        for (int i = items.size() - 1; i >= 0; i--) {
            boolean emptied = becomesEmpty(items.get(i));
            empty &= emptied || items.get(i).isNull();
            if (emptied && inStep) {
                items.setNull(i);
            } else if (emptied) {
                items.remove(i);
            }
        }
        return empty;
    }
}
