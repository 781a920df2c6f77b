package health.throughline.fhir.structure;

import org.jspecify.annotations.Nullable;

/** Where a value stands in a resource; becomes text only when there is a problem to tell. */
final class Place {

    private static final int NO_INDEX = -1;

    private final @Nullable Place parent;
    private final String name;
    private final int index;
    private final int depth;

    private Place(@Nullable Place parent, String name, int index) {
        this.parent = parent;
        this.name = name;
        this.index = index;
        this.depth = parent == null ? 1 : parent.depth + 1;
    }

    static Place root(String resourceType) {
        return new Place(null, resourceType, NO_INDEX);
    }

    Place child(String element) {
        return new Place(this, element, NO_INDEX);
    }

    Place child(String element, int item) {
        return new Place(this, element, item);
    }

    int depth() {
        return depth;
    }

    /** As FHIRPath: {@code Observation.component[2].valueQuantity.value}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(64);
        write(text);
        return text.toString();
    }

    private void write(StringBuilder text) {
        if (parent != null) {
            parent.write(text);
            text.append('.');
        }
        text.append(name);
        if (index != NO_INDEX) {
            text.append('[').append(index).append(']');
        }
    }
}
