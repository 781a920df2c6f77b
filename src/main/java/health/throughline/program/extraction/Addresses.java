package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.screening.ResponseFrame;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Gives what was extracted from a response ids that follow from it, and lets them refer to each other by these. */
final class Addresses {

    private final ResourceKey response;

    Addresses(ResourceKey response) {
        this.response = response;
    }

    /** The address that {@code one} always has. */
    ResourceKey of(Extracted one) {
        String given = one.resource().path("id").asText("");
        return new ResourceKey(
                one.type(), ResourceKey.isId(given) ? given : ResponseFrame.id(response, one.type() + one.name()));
    }

    /** All of them under their addresses, as they are stored. */
    Map<ResourceKey, ObjectNode> settled(List<Extracted> all) {
        Map<String, String> known = new HashMap<>();
        for (Extracted one : all) {
            if (!one.fullUrl().isEmpty()) {
                known.put(one.fullUrl(), of(one).toString());
            }
        }
        Map<ResourceKey, ObjectNode> settled = new LinkedHashMap<>();
        for (Extracted one : all) {
            ResourceKey key = of(one);
            replace(one.resource(), text -> known.getOrDefault(text, text));
            settled.putIfAbsent(key, withId(key, one.resource()));
        }
        return settled;
    }

    static ObjectNode withId(ResourceKey key, ObjectNode resource) {
        ObjectNode whole = resource.objectNode().put("resourceType", key.type()).put("id", key.id());
        whole.setAll(resource);
        return whole.put("id", key.id());
    }

    private static void replace(JsonNode node, UnaryOperator<String> by) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> child : object.properties()) {
                if (child.getValue().isTextual()) {
                    child.setValue(TextNode.valueOf(by.apply(child.getValue().asText())));
                } else {
                    replace(child.getValue(), by);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isTextual()) {
                    array.set(i, TextNode.valueOf(by.apply(array.get(i).asText())));
                } else {
                    replace(array.get(i), by);
                }
            }
        }
    }
}
