package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.structure.Definition.Member.Form;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A resource, backbone element or complex datatype: a JSON object whose shape is compiled at first use. */
final class Composite implements DataType {

    private final String name;
    private final Supplier<Shape> source;
    private volatile @Nullable Shape shape;

    Composite(String name, Supplier<Shape> source) {
        this.name = name;
        this.source = source;
    }

    boolean isResource() {
        return Schema.resource(name) == this;
    }

    boolean isExtension() {
        return name.equals("Extension");
    }

    Shape shape() {
        Shape known = shape;
        if (known == null) {
            known = source.get();
            shape = known;
        }
        return known;
    }

    @Override
    public String typeName() {
        return name;
    }

    @Override
    public Form form() {
        return Form.OBJECT;
    }

    @Override
    public void check(JsonNode value, Place place, Findings findings) {
        if (!(value instanceof ObjectNode object)) {
            findings.structure(place, "This element is a JSON object.");
        } else if (place.depth() > FhirJson.MAX_NESTING) {
            findings.structure(place, "The resource is nested deeper than " + FhirJson.MAX_NESTING + " levels.");
        } else {
            checkMembers(object, place, findings);
        }
    }

    private void checkMembers(ObjectNode object, Place place, Findings findings) {
        Shape known = shape();
        long seen = 0;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (findings.isFull()) {
                return;
            }
            Slot slot = known.slot(member.getKey());
            if (slot == null) {
                Unknown.report(known, member.getKey(), place, findings);
                continue;
            }
            if ((seen & slot.bit()) != 0 && slot.element().isChoice()) {
                checkVariant(known, object, slot, place, findings);
            }
            seen |= slot.bit();
            slot.check(object, member.getValue(), place, findings);
        }
        checkWhole(known, object, seen, place, findings);
    }

    private void checkWhole(Shape known, ObjectNode object, long seen, Place place, Findings findings) {
        if (object.isEmpty()) {
            findings.structure(place, "An object may not be empty; leave the element out.");
            return;
        }
        for (long missing = known.missing(seen); missing != 0; missing &= missing - 1) {
            String base = known.base(missing);
            findings.required(place.child(base), "The element '" + base + "' is mandatory here; add it.");
        }
        if (isExtension()) {
            checkExtension(known, seen, place, findings);
        } else if (object.size() == 1 && object.has("id") && !name.equals("Element")) {
            findings.structure(place, "An id alone says nothing; add content or leave the element out.");
        }
    }

    private static void checkExtension(Shape known, long seen, Place place, Findings findings) {
        boolean value = (seen & known.bit("valueString")) != 0;
        boolean nested = (seen & known.bit("extension")) != 0;
        if (value && nested) {
            findings.structure(place, "An extension has either a value[x] or extensions, not both.");
        } else if (!value && !nested) {
            findings.required(place.child("value[x]"), "An extension needs a value[x] or extensions of its own.");
        }
    }

    private static void checkVariant(Shape known, ObjectNode object, Slot slot, Place place, Findings findings) {
        for (String variant : known.variants(slot.bit())) {
            boolean other = !variant.equals(slot.element().name());
            if (other && (object.has(variant) || object.has("_" + variant))) {
                String base = known.base(slot.bit());
                findings.structure(
                        place.child(slot.element().name()), "The choice " + base + " takes one datatype; keep one.");
                return;
            }
        }
    }
}
