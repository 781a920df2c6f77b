package health.throughline.store;

import health.throughline.fhir.ResourceKey;
import java.util.Set;

/**
 * What becomes of the row of a contained resource when its container gets a new version.
 *
 * @param rid its row number, negative; that of the row which stands there unless it is new
 * @param key its address, {@code MedicationRequest/1#m}: the container's type, and the container's id with its own
 * @param type its own type
 * @param body its JSON; empty when it is gone
 * @param present one bit per search path of its type that has a value
 */
public record ContainedRow(
        long rid,
        ResourceKey key,
        String type,
        byte[] body,
        long present,
        State state,
        Set<IndexRow> added,
        Set<IndexRow> removed) {

    /** What becomes of the row. */
    public enum State {
        NEW,
        KEPT,
        GONE
    }
}
