package health.throughline.search.terminology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.terminology.BundledDefinitions;
import health.throughline.fhir.terminology.CodeSystem;
import health.throughline.search.definition.StoredDefinitions;
import health.throughline.search.terminology.loaded.LoadedSystems;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Lists the code systems that this server knows, wherever they come from. */
public final class KnownSystems {

    private static final String TYPE = "CodeSystem";

    private final ShippedDefinitions shipped;
    private final StoredDefinitions stored;
    private final LoadedSystems loaded;

    KnownSystems(ShippedDefinitions shipped, StoredDefinitions stored, LoadedSystems loaded) {
        this.shipped = shipped;
        this.stored = stored;
        this.loaded = loaded;
    }

    /**
     * One that is known.
     *
     * @param version empty when not told
     * @param hierarchical whether it says which codes subsume which
     */
    public record Known(String url, String version, boolean hierarchical) {

        private static Known of(ObjectNode definition) {
            return new Known(
                    definition.path("url").asText(""),
                    definition.path("version").asText(""),
                    definition.path("hierarchyMeaning").asText("").equals("is-a"));
        }
    }

    /** Each once, by url, in the version that is asked when none is named. */
    public Collection<Known> all() {
        Map<String, Known> all = new TreeMap<>();
        loaded.all().stream().map(CodeSystem::definition).forEach(one -> add(one, all));
        shipped.keys().stream()
                .filter(key -> key.type().equals(TYPE))
                .flatMap(key -> shipped.find(key).stream())
                .forEach(one -> add(one, all));
        stored.all(TYPE).forEach(one -> add(one, all));
        BundledDefinitions.urls(TYPE).forEach(url -> all.putIfAbsent(url, new Known(url, "", false)));
        return all.values();
    }

    private static void add(ObjectNode definition, Map<String, Known> all) {
        Known known = Known.of(definition);
        if (!known.url().isEmpty()) {
            all.putIfAbsent(known.url(), known);
        }
    }
}
