package health.throughline.search.query;

import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.search.parameter.SearchParameter;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.type.SearchKind;
import health.throughline.search.value.Escapes;
import health.throughline.search.value.InvalidSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads {@code :above} and {@code :below} on references to types that are part of one another.
 *
 * @see <a href="https://hl7.org/fhir/R4/search.html#recursive">R4 search, searching hierarchies</a>
 */
final class Hierarchies {

    private Hierarchies() {}

    /** Of canonical references, {@code :below} is about versions and has no hierarchy. */
    static boolean walks(SearchParameter parameter, String modifier) {
        return parameter.kind() == SearchKind.REFERENCE
                && Set.of("above", "below").contains(modifier)
                && parameter.paths().stream()
                        .anyMatch(path -> path.path().datatypes().contains("Reference"));
    }

    static Criterion criterion(
            SearchParameters parameters, SearchParameter reference, boolean below, List<String> values) {
        Set<String> targets = reference.targets().isEmpty() ? Fhir.resourceTypes() : reference.targets();
        Map<String, SearchParameter> parents = new TreeMap<>();
        targets.forEach(type -> parent(parameters, type).ifPresent(parent -> parents.put(type, parent)));
        Map<String, List<String>> roots = new TreeMap<>();
        for (String value : values) {
            ResourceKey root = root(reference, Escapes.unescape(value), parents);
            roots.computeIfAbsent(root.type(), type -> new ArrayList<>()).add(root.id());
        }
        List<Criterion> each = new ArrayList<>();
        roots.forEach((type, ids) -> Optional.ofNullable(parents.get(type))
                .ifPresent(parent -> each.add(new Criterion.Hierarchy(reference, parent, ids, below))));
        return each.size() == 1 ? each.get(0) : new Criterion.AnyOf(each);
    }

    private static ResourceKey root(
            SearchParameter reference, String value, Map<String, SearchParameter> hierarchical) {
        if (hierarchical.isEmpty()) {
            throw new InvalidSearch("Search parameter '" + reference.code()
                    + "' refers to no type that is part of others of its kind, so it takes neither :above nor :below.");
        }
        int slash = value.indexOf('/');
        String id = value.substring(slash + 1);
        String type = slash < 0 && hierarchical.size() == 1
                ? hierarchical.keySet().iterator().next()
                : value.substring(0, Math.max(slash, 0));
        if (!ResourceKey.isId(id) || !hierarchical.containsKey(type)) {
            throw new InvalidSearch("':above' and ':below' of '" + reference.code()
                    + "' take the id of a resource with its type, which is one of "
                    + String.join(", ", hierarchical.keySet()) + ".");
        }
        return new ResourceKey(type, id);
    }

    /** The parameter of {@code type} that refers to what it is part of, if that is of the same type. */
    private static Optional<SearchParameter> parent(SearchParameters parameters, String type) {
        return Stream.of("partof", "part-of")
                .flatMap(code -> parameters.find(type, code).stream())
                .filter(SearchParameter::complete)
                .filter(parent -> parent.targets().isEmpty() || parent.targets().contains(type))
                .findFirst();
    }
}
