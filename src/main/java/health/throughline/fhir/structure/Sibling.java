package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The member {@code _name} beside a primitive element: ids and extensions only, item by item in step with it. */
record Sibling(String name, @Nullable JsonNode main, Place place, Findings findings) {

    void check(JsonNode value, Element element) {
        if (!element.traits().many()) {
            checkOne(value, place.child(name), main != null && !main.isNull());
        } else if (value instanceof ArrayNode items) {
            checkItems(items);
        } else {
            findings.structure(place.child("_" + name), "The element repeats; write '_" + name + "' as an array.");
        }
    }

    private void checkItems(ArrayNode items) {
        Place here = place.child("_" + name);
        if (items.isEmpty()) {
            findings.structure(here, "An array may not be empty; leave it out.");
        } else if (main != null && main.isArray() && main.size() != items.size()) {
            findings.structure(here, "'" + name + "' and '_" + name + "' differ in length; fill up with null.");
        }
        for (int i = 0; i < items.size(); i++) {
            boolean hasValue = main != null && main.hasNonNull(i);
            if (!items.get(i).isNull()) {
                checkOne(items.get(i), place.child(name, i), hasValue);
            } else if (!hasValue) {
                findings.structure(place.child(name, i), "There is neither a value nor an extension; leave it out.");
            }
        }
    }

    private void checkOne(JsonNode value, Place at, boolean hasValue) {
        if (!(value instanceof ObjectNode object)) {
            findings.structure(at, "'_" + name + "' holds objects with 'id' or 'extension'.");
        } else if (!hasValue && !object.isEmpty() && !object.has("extension")) {
            findings.structure(at, "Without a value there must be an extension, for example data-absent-reason.");
        } else {
            Schema.element().check(object, at, findings);
        }
    }
}
