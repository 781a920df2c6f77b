package health.throughline.record;

import health.throughline.store.ResourceChange;
import java.util.List;
import java.util.Set;

/**
 * Watches the writing of definitions: resources by which the server itself works, such as SearchParameter or ValueSet.
 * To add one, implement this; it is found by its type. Writes of other types pay nothing for it.
 */
public interface WriteListener {

    /** The resource types it wants to know of. */
    Set<String> types();

    /**
     * Called for each new version (a deletion is one too) before it is stored, within the transaction that stores it:
     * what it writes to the database is rolled back with that, and it is called again when a lost race repeats it.
     *
     * @param earlier what the same transaction has changed before, and not stored yet
     * @throws health.throughline.fhir.Refusal to refuse the write, and with it the whole transaction
     */
    default void before(ResourceChange change, List<ResourceChange> earlier) {}

    /** Called with all versions of its types that one transaction has stored, once that is committed; must not fail. */
    void committed(List<ResourceChange> changes);
}
