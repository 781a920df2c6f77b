package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A member name that an object may have: an element, or the sibling {@code _name} with its id and extensions.
 *
 * @param bit the element's bit in the set of elements seen; the variants of a choice share one
 */
record Slot(Element element, long bit, boolean sibling) {

    void check(ObjectNode owner, JsonNode value, Place place, Findings findings) {
        if (sibling) {
            new Sibling(element.name(), owner.get(element.name()), place, findings).check(value, element);
        } else if (element.traits().many()) {
            checkList(owner, value, place, findings);
        } else if (value.isArray()) {
            findings.structure(place.child(element.name()), "This element occurs once; write it without brackets.");
        } else if (value.isNull()) {
            findings.structure(place.child(element.name()), "null stands for nothing; leave the element out.");
        } else {
            element.type().check(value, place.child(element.name()), findings);
        }
    }

    private void checkList(ObjectNode owner, JsonNode value, Place place, Findings findings) {
        if (!(value instanceof ArrayNode items)) {
            findings.structure(place.child(element.name()), "This element repeats; write it as an array.");
            return;
        }
        if (items.isEmpty()) {
            findings.structure(place.child(element.name()), "An array may not be empty; leave the element out.");
        }
        for (int i = 0; i < items.size(); i++) {
            Place item = place.child(element.name(), i);
            if (!items.get(i).isNull()) {
                element.type().check(items.get(i), item, findings);
            } else if (!isPaired(owner, i)) {
                findings.structure(item, "null is allowed only where '_" + element.name() + "' has an extension.");
            }
        }
    }

    private boolean isPaired(ObjectNode owner, int i) {
        return element.type().isScalar()
                && owner.path("_" + element.name()).path(i).isObject();
    }
}
