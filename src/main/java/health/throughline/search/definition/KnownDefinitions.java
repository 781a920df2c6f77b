package health.throughline.search.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.store.sql.Changes;
import java.time.Duration;
import java.util.Optional;

/**
 * Definitions of any type by their canonical URLs. What was found is kept until a definition of its type is written here,
 * and for half a minute at most, because other processes may write them too; callers must not change it.
 */
final class KnownDefinitions implements Definitions {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int KEPT = 300;

    private final Definitions places;
    private final Changes changes;
    private final Cache<Name, Found> known =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(KEPT).build();

    private record Name(String type, Canonical canonical) {}

    private record Found(Optional<ObjectNode> definition, long generation) {}

    KnownDefinitions(Definitions places, Changes changes) {
        this.places = places;
        this.changes = changes;
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical canonical) {
        Name name = new Name(type, canonical);
        long generation = changes.of(type);
        Found found = known.getIfPresent(name);
        if (found == null || found.generation() != generation) {
            found = new Found(places.find(type, canonical), generation);
            known.put(name, found);
        }
        return found.definition();
    }
}
