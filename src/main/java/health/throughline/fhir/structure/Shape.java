package health.throughline.fhir.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements of one definition, by JSON name; every element of the definition has one bit. */
final class Shape {

    private static final int MAX_ELEMENTS = 64;

    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private final List<String> bases = new ArrayList<>();
    private long required;

    /**
     * Adds the variants of one element; an element that is no choice has one.
     *
     * @param attribute whether XML writes it as an attribute, which has no place for extensions
     */
    void add(List<Element> variants, boolean attribute) {
        if (bases.size() == MAX_ELEMENTS) {
            throw new IllegalStateException("A definition has more than " + MAX_ELEMENTS + " elements");
        }
        long bit = 1L << bases.size();
        Element first = variants.get(0);
        bases.add(first.isChoice() ? first.base() + "[x]" : first.name());
        required |= first.traits().required() ? bit : 0;
        for (Element element : variants) {
            slots.put(element.name(), new Slot(element, bit, false));
            if (element.type().isScalar() && !attribute) {
                slots.put("_" + element.name(), new Slot(element, bit, true));
            }
        }
    }

    @Nullable
    Slot slot(String name) {
        return slots.get(name);
    }

    Iterable<Slot> slots() {
        return slots.values();
    }

    long bit(String name) {
        Slot slot = slots.get(name);
        return slot == null ? 0 : slot.bit();
    }

    long missing(long seen) {
        return required & ~seen;
    }

    /** The name in the definition of the lowest element in the set: {@code value[x]}. */
    String base(long bits) {
        return bases.get(Long.numberOfTrailingZeros(bits));
    }

    List<String> variants(long bit) {
        List<String> names = new ArrayList<>();
        for (Slot slot : slots.values()) {
            if (slot.bit() == bit && !slot.sibling()) {
                names.add(slot.element().name());
            }
        }
        return names;
    }
}
