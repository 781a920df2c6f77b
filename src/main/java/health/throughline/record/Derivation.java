package health.throughline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns an accepted resource into further ones that are stored, or ended, by the transaction that stores it. To add one,
 * implement this and offer it as a bean; what it derives is derived from in turn.
 */
public interface Derivation {

    /** The resource types it derives from; writes of other types pay nothing for it. */
    Set<String> types();

    /**
     * Whether anything may follow from {@code resource}, which is about to be created. Asked beforehand: what nothing follows
     * from is stored by one statement, without a transaction around it.
     */
    default boolean follows(ObjectNode resource) {
        return true;
    }

    /**
     * What follows from {@code accepted}. It is called again when a lost race repeats the transaction, and within it: what
     * it reads, it sees as the transaction does.
     *
     * @throws health.throughline.fhir.Refusal to refuse the write, and with it the whole transaction
     */
    Derived derive(Accepted accepted);

    /**
     * A new version that is about to be stored.
     *
     * @param resource its content with references resolved, without the id and the version that {@code key} and the store
     *     give it; null when it was deleted
     * @param before the version it replaces; null when there was none, or a deleted one
     * @param by what its writer may do: whoever tells them something holds to it
     */
    record Accepted(
            ResourceKey key,
            @Nullable ObjectNode resource,
            @Nullable ResourceVersion before,
            Access by) {

        /** The content it replaces. */
        public Optional<ObjectNode> previous() {
            return Optional.ofNullable(before).map(version -> FhirJson.parseStored(version.body()));
        }
    }

    /**
     * What follows from a resource.
     *
     * @param changes updates under ids of the derivation's own, which create what is not there yet, and deletions by id
     * @param issues what the caller is told beside the success
     */
    record Derived(List<Change> changes, List<Issue> issues) {

        /** Nothing follows. */
        public static final Derived NOTHING = new Derived(List.of(), List.of());
    }
}
