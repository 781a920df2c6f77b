package health.throughline.search.type;

import health.throughline.fhir.path.ElementPath;
import java.util.List;

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

    /** One component of a composite: where its values are and how they compare. */
    public record Part(SearchKind kind, List<ElementPath> alternatives, boolean fromResource) {}

    /** The bit of {@code resource.present} that says a value exists; 0 when there is no place left for it. */
    public long mask() {
        return bit < Long.SIZE ? 1L << bit : 0;
    }
}
