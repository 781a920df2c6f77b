package health.throughline.search.reference;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The current version of every resource, by {@code Type/id}.
 *
 * @param base under which the server addresses them, without a slash at its end
 */
public record Stored(String base, Map<String, Resource> byKey) {

    public static Stored of(String base, Collection<Resource> resources) {
        Map<String, Resource> byKey = new LinkedHashMap<>();
        resources.forEach(resource -> byKey.put(key(resource), resource));
        return new Stored(base, byKey);
    }

    public static String key(Resource resource) {
        return resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    }

    public List<Resource> of(String type) {
        return byKey.values().stream()
                .filter(resource -> resource.fhirType().equals(type))
                .toList();
    }

    public TreeSet<String> types() {
        TreeSet<String> types = new TreeSet<>();
        byKey.values().forEach(resource -> types.add(resource.fhirType()));
        return types;
    }

    /** The address as it counts in comparisons: relative within this server, and without version. */
    String address(String reference) {
        String relative = reference.startsWith(base + "/") ? reference.substring(base.length() + 1) : reference;
        return relative.replaceAll("/_history/.*$", "");
    }

    Optional<Resource> find(@Nullable String reference) {
        return reference == null ? Optional.empty() : Optional.ofNullable(byKey.get(address(reference)));
    }
}
