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
 * Definitions of any type by their canonical URLs. What ships cannot change, and is kept as long as it is asked for. What
 * was found elsewhere is kept until a definition of its type is written here, and for half a minute at most, because other
 * processes may write them too. Callers must not change what they are given.
 */
final class KnownDefinitions implements Definitions {

    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final int KEPT = 300;

    private final Definitions shipped;
    private final Definitions places;
    private final Changes changes;
    private final Cache<Name, Optional<ObjectNode>> lasting =
            Caffeine.newBuilder().expireAfterAccess(FRESH).maximumSize(KEPT).build();
    private final Cache<Name, Found> known =
            Caffeine.newBuilder().expireAfterWrite(FRESH).maximumSize(KEPT).build();

    private record Name(String type, Canonical canonical) {}

    private record Found(Optional<ObjectNode> definition, long generation) {}

    /** @param places where those are looked for that do not ship */
    KnownDefinitions(Definitions shipped, Definitions places, Changes changes) {
        this.shipped = shipped;
        this.places = places;
        this.changes = changes;
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical canonical) {
        Name name = new Name(type, canonical);
        Optional<ObjectNode> own = lasting.get(name, asked -> shipped.find(type, canonical));
        return own.isPresent() ? own : elsewhere(name);
    }

    private Optional<ObjectNode> elsewhere(Name name) {
        long generation = changes.of(name.type());
        Found found = known.getIfPresent(name);
        if (found == null || found.generation() != generation) {
            found = new Found(places.find(name.type(), name.canonical()), generation);
            known.put(name, found);
        }
        return found.definition();
    }
}
