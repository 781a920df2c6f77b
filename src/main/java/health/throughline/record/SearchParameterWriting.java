package health.throughline.record;

import health.throughline.event.Follower;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.SearchParameterDefinition;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.parameter.StoredSearchParameters;
import health.throughline.store.ResourceChange;
import health.throughline.store.ResourceVersion;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Puts SearchParameters in force when they are stored. One that cannot be used is refused before; rows are made and
 * removed in the background, by the server that stored it or, should that end, by any other.
 */
final class SearchParameterWriting implements WriteListener, Follower {

    private final SearchRegistry registry;
    private final Reindex reindex;

    SearchParameterWriting(SearchRegistry registry, Reindex reindex) {
        this.registry = registry;
        this.reindex = reindex;
    }

    @Override
    public Set<String> types() {
        return Set.of(StoredSearchParameters.TYPE);
    }

    @Override
    public void before(ResourceChange change, List<ResourceChange> earlier) {
        ResourceVersion previous = change.previous();
        Optional<SearchParameterDefinition> wanted = StoredSearchParameters.active(change.version());
        boolean concerned = wanted.isPresent()
                || (previous != null && StoredSearchParameters.active(previous).isPresent());
        if (!concerned) {
            return;
        }
        registry.changing();
        Set<ResourceKey> replaced = new HashSet<>();
        replaced.add(change.version().key());
        earlier.forEach(one -> replaced.add(one.version().key()));
        List<SearchParameterDefinition> along = earlier.stream()
                .map(ResourceChange::version)
                .filter(version -> version.key().type().equals(StoredSearchParameters.TYPE))
                .flatMap(version -> StoredSearchParameters.active(version).stream())
                .toList();
        wanted.ifPresent(definition -> registry.requireUsable(definition, replaced, along));
    }

    @Override
    public void committed(List<ResourceChange> changes) {
        follow();
    }

    @Override
    public void follow() {
        if (registry.refreshIfChanged()) {
            reindex.startWhereNeeded();
        }
    }
}
