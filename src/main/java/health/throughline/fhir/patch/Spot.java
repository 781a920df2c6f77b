package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.Definition.Member;
import org.jspecify.annotations.Nullable;

/**
 * A place in the tree where an element stands or may stand; a value and its sibling move together.
 *
 * @param index of the item; 0 for an element that occurs once
 */
record Spot(ObjectNode owner, Member member, int index) {

    static Spot into(ObjectNode owner, Member member) {
        return new Spot(owner, member, 0);
    }

    boolean sharesListWith(Spot other) {
        return owner == other.owner && member.name().equals(other.member.name()) && member.many();
    }

    boolean isEmpty() {
        return !owner.has(member.name()) && !owner.has(sibling());
    }

    int size() {
        return Math.max(owner.path(member.name()).size(), owner.path(sibling()).size());
    }

    void append(int operation, ValuePair pair) {
        if (member.many()) {
            insert(size(), pair);
        } else if (isEmpty()) {
            put(member.name(), pair.value());
            put(sibling(), pair.sibling());
        } else {
            throw Patch.misfit(operation, "adds an element that is there already and occurs once");
        }
    }

    void insert(int at, ValuePair pair) {
        list(member.name()).insert(at, orNull(pair.value()));
        if (pair.sibling() != null || owner.has(sibling())) {
            list(sibling()).insert(at, orNull(pair.sibling()));
        }
        alignTo(size());
    }

    ValuePair remove() {
        if (!member.many()) {
            return new ValuePair(owner.remove(member.name()), owner.remove(sibling()));
        }
        alignTo(size());
        JsonNode value = owner.has(member.name()) ? list(member.name()).remove(index) : null;
        return new ValuePair(value, owner.has(sibling()) ? list(sibling()).remove(index) : null);
    }

    private String sibling() {
        return "_" + member.name();
    }

    private void put(String name, @Nullable JsonNode value) {
        if (value != null) {
            owner.set(name, value.deepCopy());
        }
    }

    private ArrayNode list(String name) {
        return owner.withArrayProperty(name);
    }

    /** Fills up both arrays; one that holds null alone is dropped when the patch is done. */
    private void alignTo(int size) {
        for (String name : new String[] {member.name(), sibling()}) {
            while (owner.has(name) && owner.get(name).size() < size) {
                list(name).addNull();
            }
        }
    }

    private JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? owner.nullNode() : value.deepCopy();
    }
}
