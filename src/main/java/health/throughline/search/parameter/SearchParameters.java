package health.throughline.search.parameter;

import health.throughline.fhir.definition.Compartments;
import health.throughline.search.type.SearchPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The search parameters in force, by resource type and code. Immutable: a new generation is a new instance. */
public final class SearchParameters {

    private final Map<String, Map<String, SearchParameter>> byType = new HashMap<>();
    private final Map<String, List<SearchPath>> paths = new HashMap<>();
    private final List<SearchPath> retired;
    private final Map<String, List<SearchPath>> membership = new ConcurrentHashMap<>();

    public SearchParameters(Collection<SearchParameter> parameters, List<SearchPath> retired) {
        this.retired = List.copyOf(retired);
        for (SearchParameter parameter : parameters) {
            byType.computeIfAbsent(parameter.type(), type -> new TreeMap<>()).put(parameter.code(), parameter);
        }
        byType.forEach((type, all) -> paths.put(type, distinctPaths(all.values())));
    }

    private static List<SearchPath> distinctPaths(Collection<SearchParameter> parameters) {
        Map<Integer, SearchPath> distinct = new LinkedHashMap<>();
        parameters.forEach(parameter -> parameter.paths().forEach(path -> distinct.put(path.id(), path)));
        return List.copyOf(distinct.values());
    }

    public Optional<SearchParameter> find(String type, String code) {
        return Optional.ofNullable(byType.getOrDefault(type, Map.of()).get(code));
    }

    /** The parameter that all of {@code types} have under {@code code}: its values are those of any of them. */
    public Optional<SearchParameter> find(List<String> types, String code) {
        if (types.size() == 1) {
            return find(types.get(0), code);
        }
        List<SearchParameter> each =
                types.stream().flatMap(type -> find(type, code).stream()).toList();
        boolean alike = each.size() == types.size()
                && each.stream().map(SearchParameter::kind).distinct().count() == 1;
        return alike ? Optional.of(merged(each)) : Optional.empty();
    }

    private static SearchParameter merged(List<SearchParameter> each) {
        SearchParameter first = each.get(0);
        boolean anyTarget = each.stream().anyMatch(one -> one.targets().isEmpty());
        Set<String> targets = new TreeSet<>();
        each.forEach(one -> targets.addAll(one.targets()));
        return new SearchParameter(
                first.type(),
                first.code(),
                first.kind(),
                first.url(),
                first.description(),
                distinctPaths(each),
                anyTarget ? Set.of() : targets,
                each.stream().anyMatch(SearchParameter::narrowed));
    }

    /** The parameters that all of {@code types} have, by code. */
    public Collection<SearchParameter> common(List<String> types) {
        return of(types.get(0)).stream()
                .flatMap(parameter -> find(types, parameter.code()).stream())
                .toList();
    }

    /** All parameters of {@code type} that can be asked for, by code. */
    public Collection<SearchParameter> of(String type) {
        return byType.getOrDefault(type, Map.of()).values().stream()
                .filter(parameter -> !parameter.internal())
                .toList();
    }

    /** Every path of {@code type} whose values are indexed. */
    public List<SearchPath> paths(String type) {
        return paths.getOrDefault(type, List.of());
    }

    /** Paths of {@code type} whose rows are not there for all resources yet. */
    public List<SearchPath> building(String type) {
        return paths(type).stream().filter(path -> !path.complete()).toList();
    }

    /** Paths of {@code type} that no parameter uses any more, but rows may remain of. */
    public List<SearchPath> retired(String type) {
        return retired.isEmpty()
                ? List.of()
                : retired.stream().filter(path -> path.type().equals(type)).toList();
    }

    public Set<String> types() {
        return byType.keySet();
    }

    /** The paths of {@code type} that put a resource into a {@code compartment}. */
    public List<SearchPath> membership(String type, String compartment) {
        return membership.computeIfAbsent(compartment + "/" + type, key -> members(type, compartment));
    }

    private List<SearchPath> members(String type, String compartment) {
        return Compartments.parameters(compartment, type).stream()
                .flatMap(code -> find(type, code).stream())
                .flatMap(parameter -> parameter.paths().stream())
                .distinct()
                .toList();
    }
}
