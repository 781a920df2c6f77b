package health.throughline.search.parameter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.SearchParameterDefinition;
import health.throughline.fhir.definition.SearchParameterDefinitions;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The SearchParameter resources of the record; those whose status is active are in force. What ships with the server is in
 * force by its file, and its copy in the record is there to be read.
 */
public final class StoredSearchParameters {

    public static final String TYPE = "SearchParameter";

    private final ResourceTable resources;

    public StoredSearchParameters(ResourceTable resources) {
        this.resources = resources;
    }

    /** All that are in force, oldest first. */
    List<SearchParameterDefinition> active() {
        return activeBut(Set.of());
    }

    /** The same without some. */
    List<SearchParameterDefinition> activeBut(Set<ResourceKey> left) {
        return resources.all(TYPE).stream()
                .filter(version -> !left.contains(version.key()))
                .flatMap(version -> active(version).stream())
                .toList();
    }

    /** What {@code version} puts in force; empty when it is deleted, a draft or retired. */
    public static Optional<SearchParameterDefinition> active(ResourceVersion version) {
        if (version.deleted()) {
            return Optional.empty();
        }
        ObjectNode json = version.tree();
        boolean active = json.path("status").asText("").equals("active")
                && !SearchParameterDefinitions.shipped(json.path("url").asText(""));
        return active ? Optional.of(SearchParameterDefinitions.of(json)) : Optional.empty();
    }
}
