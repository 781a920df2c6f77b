package health.throughline.fhir.structure;

/**
 * One JSON member that a definition allows.
 *
 * @param name the JSON name: {@code valueQuantity}
 * @param base the name in the definition: {@code value} for {@code value[x]}, else the JSON name
 */
record Element(String name, String base, DataType type, Traits traits) {

    /** How often an element may occur, and whether a reader must heed it. */
    record Traits(boolean required, boolean many, boolean summary, boolean modifier) {}

    boolean isChoice() {
        return !name.equals(base);
    }
}
