package health.throughline.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.ResourceIndexer.Indexed;
import health.throughline.store.IndexRow;
import health.throughline.store.Operation;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceVersion;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes versions: numbers and dates them, and says what changes in the index. */
final class Versions {

    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final ResourceIndexer indexer;
    private final Containment containment;
    private final Clock clock;

    Versions(ResourceIndexer indexer, Containment containment, Clock clock) {
        this.indexer = indexer;
        this.containment = containment;
        this.clock = clock;
    }

    /** The next version of {@code key} with this content; the first when {@code previous} is null. */
    ResourceChange next(ResourceKey key, ObjectNode content, @Nullable ResourceVersion previous, long rid) {
        long now = now(previous);
        int number = previous == null ? 1 : previous.version() + 1;
        ObjectNode resource = stamped(key, content, number, now);
        Operation operation = previous == null || previous.deleted() ? Operation.CREATE : Operation.UPDATE;
        Indexed indexed = indexer.index(key, resource);
        ResourceVersion version =
                new ResourceVersion(rid, key, number, now, operation, FhirJson.bytes(resource), indexed.patients());
        Indexed before = previous == null ? Indexed.NOTHING : indexOf(previous);
        return new ResourceChange(
                version,
                previous,
                indexed.patients(),
                indexed.labels(),
                indexed.present(),
                without(indexed.rows(), before.rows()),
                without(before.rows(), indexed.rows()),
                containment.rows(before.contained(), indexed.contained()),
                previous != null
                        && !(Arrays.equals(before.patients(), indexed.patients())
                                && Arrays.equals(before.labels(), indexed.labels())));
    }

    /** The version that ends {@code previous}; it stays in the compartments it was in, for their history. */
    ResourceChange deletion(ResourceVersion previous) {
        Indexed indexed = indexOf(previous);
        ResourceVersion version = new ResourceVersion(
                previous.rid(),
                previous.key(),
                previous.version() + 1,
                now(previous),
                Operation.DELETE,
                new byte[0],
                indexed.patients());
        return new ResourceChange(
                version,
                previous,
                indexed.patients(),
                indexed.labels(),
                0,
                Set.of(),
                indexed.rows(),
                containment.rows(indexed.contained(), List.of()),
                false);
    }

    /** Whether {@code content} is what {@code previous} already says. */
    boolean unchanged(ObjectNode content, ResourceVersion previous) {
        if (previous.deleted()) {
            return false;
        }
        ObjectNode same = stamped(previous.key(), content, previous.version(), previous.updated());
        return Arrays.equals(FhirJson.bytes(same), previous.body());
    }

    private Indexed indexOf(ResourceVersion version) {
        return version.deleted() ? Indexed.NOTHING : indexer.stored(version.key(), version.tree());
    }

    private long now(@Nullable ResourceVersion previous) {
        return previous == null ? clock.millis() : Math.max(clock.millis(), previous.updated() + 1);
    }

    /** resourceType, id and meta first, then everything else as it came. */
    private static ObjectNode stamped(ResourceKey key, ObjectNode content, int version, long updated) {
        ObjectNode resource = FhirJson.object();
        resource.put("resourceType", key.type());
        resource.put("id", key.id());
        ObjectNode meta = resource.putObject("meta");
        meta.put("versionId", Integer.toString(version));
        meta.put("lastUpdated", INSTANT.format(Instant.ofEpochMilli(updated)));
        for (Map.Entry<String, JsonNode> child : content.path("meta").properties()) {
            if (!meta.has(child.getKey())) {
                meta.set(child.getKey(), child.getValue());
            }
        }
        for (Map.Entry<String, JsonNode> child : content.properties()) {
            if (!resource.has(child.getKey())) {
                resource.set(child.getKey(), child.getValue());
            }
        }
        return resource;
    }

    static Set<IndexRow> without(Set<IndexRow> rows, Set<IndexRow> others) {
        if (others.isEmpty()) {
            return rows;
        }
        Set<IndexRow> rest = new HashSet<>(rows);
        rest.removeAll(others);
        return rest;
    }
}
