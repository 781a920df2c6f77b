package health.throughline.fhir.xml;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.Definition.Member;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The place in the tree for one element read: a member, or an item of one with its sibling in step. */
record TreeMember(ObjectNode owner, Member member, int index) {

    /** How many elements of each name were read so far. */
    static final class Counts {

        private final Map<String, Integer> counts = new HashMap<>();

        int next(String name) {
            return counts.merge(name, 1, Integer::sum) - 1;
        }
    }

    void set(JsonNode value) {
        set(value, null);
    }

    void set(@Nullable JsonNode value, @Nullable ObjectNode sibling) {
        if (member.many()) {
            setItem(member.name(), value);
            setItem("_" + member.name(), sibling);
            return;
        }
        if (value != null) {
            owner.set(member.name(), value);
        }
        if (sibling != null) {
            owner.set("_" + member.name(), sibling);
        }
    }

    /** An array begins with its first item that is there, and is then filled up to stay in step. */
    private void setItem(String name, @Nullable JsonNode item) {
        if (item == null && !owner.has(name)) {
            return;
        }
        ArrayNode items = owner.withArrayProperty(name);
        while (items.size() < index) {
            items.addNull();
        }
        if (item == null) {
            items.addNull();
        } else {
            items.add(item);
        }
    }
}
