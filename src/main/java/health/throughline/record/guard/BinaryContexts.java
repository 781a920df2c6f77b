package health.throughline.record.guard;

import health.throughline.fhir.ResourceKey;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.ResourceIndexer.Indexed;
import health.throughline.search.SecurityContexts;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTable.Marks;
import health.throughline.store.ResourceVersion;
import health.throughline.store.access.ContextTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** Keeps Binaries where the resources lie which they name as their security context. */
public final class BinaryContexts {

    private final ContextTable table;
    private final ResourceTable resources;
    private final ResourceIndexer indexer;
    private final Vocabulary vocabulary;

    public BinaryContexts(ContextTable table, ResourceTable resources, ResourceIndexer indexer, Vocabulary vocabulary) {
        this.table = table;
        this.resources = resources;
        this.indexer = indexer;
        this.vocabulary = vocabulary;
    }

    /** Whether the place of {@code change} is known only when all of its transaction are. */
    public static boolean concerns(ResourceChange change) {
        return change.version().key().type().equals("Binary")
                && !change.version().deleted();
    }

    /** {@code change}, placed where its context comes to lie by this transaction. */
    public ResourceChange placed(ResourceChange change, Map<ResourceKey, ResourceChange> all) {
        if (!concerns(change)) {
            return change;
        }
        Optional<ResourceKey> context = SecurityContexts.of(change.version().tree(), vocabulary);
        return context.map(all::get)
                .map(other -> change.placed(
                        ResourceIndexer.both(change.patients(), other.patients()),
                        ResourceIndexer.both(change.labels(), other.labels())))
                .orElse(change);
    }

    /** After {@code changes} are stored: Binaries follow what has changed its place. */
    public void follow(List<ResourceChange> changes) {
        for (ResourceChange change : changes) {
            ResourceVersion previous = change.previous();
            if (change.relocated() && previous != null && !concerns(change)) {
                follow(change.version().key(), concat(previous.patients(), change.patients()));
            }
        }
    }

    private void follow(ResourceKey context, long[] patients) {
        if (patients.length == 0) {
            return;
        }
        for (ResourceVersion binary : table.lockBinaries(patients)) {
            var tree = binary.tree();
            if (SecurityContexts.of(tree, vocabulary).filter(context::equals).isPresent()) {
                Indexed index = indexer.index(binary.key(), tree);
                resources.mark(List.of(new Marks(binary.rid(), index.patients(), index.labels())));
            }
        }
    }

    private static long[] concat(long[] some, long[] more) {
        return LongStream.concat(LongStream.of(some), LongStream.of(more)).toArray();
    }
}
