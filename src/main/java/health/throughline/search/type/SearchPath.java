package health.throughline.search.type;

import health.throughline.fhir.path.ElementPath;
import java.util.List;
import java.util.Set;

/**
 * One element path of a resource type whose values are indexed; parameters that share it share its rows.
 *
 * @param id its number in this database, the key of its rows
 * @param bit its place in {@code resource.present}
 * @param parts the components of a composite, found from the path's values; else empty
 * @param complete whether the rows of all existing resources are there
 */
public record SearchPath(
        int id,
        String type,
        SearchKind kind,
        String expression,
        ElementPath path,
        List<Part> parts,
        int bit,
        boolean complete) {

    /** One component of a composite: where its values are. */
    public record Part(List<ElementPath> alternatives, boolean fromResource) {

        /**
         * What it compares by is told by its datatype; some definitions of R4 name the wrong parameter. Of several
         * datatypes, the coded one counts (Group.characteristic.value).
         */
        public SearchKind kind() {
            Set<String> datatypes = alternatives.get(0).datatypes();
            String datatype = datatypes.contains("CodeableConcept")
                    ? "CodeableConcept"
                    : datatypes.iterator().next();
            return switch (datatype) {
                case "Quantity", "Range", "Age", "Duration", "Money", "Count", "Distance", "SampledData" ->
                    SearchKind.QUANTITY;
                case "dateTime", "Period", "date", "instant", "Timing" -> SearchKind.DATE;
                case "Reference" -> SearchKind.REFERENCE;
                case "CodeableConcept", "Coding", "code", "Identifier", "boolean", "ContactPoint" -> SearchKind.TOKEN;
                case "integer", "positiveInt", "unsignedInt", "decimal" -> SearchKind.NUMBER;
                default -> SearchKind.STRING;
            };
        }
    }

    /**
     * Whether a composite pairs a code with two numbers, which stand in one row then: a start and an end in the same
     * repetition.
     */
    boolean isInterval() {
        return parts.size() == 3
                && parts.get(1).kind() == SearchKind.NUMBER
                && parts.get(2).kind() == SearchKind.NUMBER;
    }

    /** Whether a composite is looked for in the resource as a whole, so that it stands once at most. */
    boolean hasOneFocus() {
        return expression.startsWith(type + " ") && (parts.size() == 2 || isInterval());
    }

    /** Whether a resource has one row under it at most. */
    public boolean single() {
        boolean wholeValues = kind != SearchKind.STRING
                || path.datatypes().stream().noneMatch(name -> Character.isUpperCase(name.charAt(0)));
        return kind != SearchKind.COMPOSITE && wholeValues && path.single();
    }

    /** The bit of {@code resource.present} that says a value exists; 0 when there is no place left for it. */
    public long mask() {
        return bit < Long.SIZE ? 1L << bit : 0;
    }
}
