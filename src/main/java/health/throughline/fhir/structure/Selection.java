package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which members of an object stay in a part of a resource. */
@FunctionalInterface
interface Selection {

    /** @return what stays of the member's value; null when nothing does */
    @Nullable
    JsonNode select(Slot slot, JsonNode value);

    /** Copies what is selected of {@code from} into {@code to}; members named in {@code done} are there already. */
    static void pick(ObjectNode from, ObjectNode to, Shape shape, Selection selection, Set<String> done) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            Slot slot = done.contains(member.getKey()) ? null : shape.slot(member.getKey());
            JsonNode kept = slot == null ? null : selection.select(slot, member.getValue());
            if (kept != null) {
                to.set(member.getKey(), kept == member.getValue() ? kept.deepCopy() : kept);
            }
        }
    }

    /** Goes on inside a member that stays; an extension stays whole. */
    static @Nullable JsonNode within(Slot slot, JsonNode value, Selection selection) {
        boolean extension = slot.element().name().equals("modifierExtension");
        if (slot.sibling() || extension || !(slot.element().type() instanceof Composite composite)) {
            return value;
        }
        return value instanceof ArrayNode items
                ? items(items, composite, selection)
                : object(value, composite, selection);
    }

    private static @Nullable ArrayNode items(ArrayNode items, Composite composite, Selection selection) {
        ArrayNode kept = items.arrayNode(items.size());
        for (JsonNode item : items) {
            JsonNode part = object(item, composite, selection);
            if (part != null) {
                kept.add(part);
            }
        }
        return kept.isEmpty() ? null : kept;
    }

    private static @Nullable JsonNode object(JsonNode value, Composite composite, Selection selection) {
        if (!(value instanceof ObjectNode from)) {
            return value;
        }
        ObjectNode to = from.objectNode();
        pick(from, to, composite.shape(), selection, Set.of());
        return to.isEmpty() ? null : to;
    }
}
