package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The concepts that a CodeSystem lists, in memory. What is nested, and what the properties {@code parent}, {@code child}
 * and {@code subsumedBy} say, is one hierarchy.
 */
final class ListedConcepts implements Concepts {

    private static final Set<String> UPWARD = Set.of("parent", "subsumedBy");

    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();
    private final Set<String> properties = new HashSet<>();
    private final boolean anyCase;

    /** A concept that waits to be taken up, and the code it is nested in. */
    private record Nested(JsonNode node, String parent) {}

    /** Case does not matter where the system says so. */
    ListedConcepts(JsonNode definition) {
        anyCase = definition.path("caseSensitive").isBoolean()
                && !definition.path("caseSensitive").asBoolean();
        Deque<Nested> waiting = new ArrayDeque<>();
        definition.path("concept").forEach(node -> waiting.add(new Nested(node, "")));
        while (!waiting.isEmpty()) {
            Nested next = waiting.poll();
            take(Concept.of(next.node()), next.parent());
            String code = next.node().path("code").asText("");
            next.node().path("concept").forEach(node -> waiting.add(new Nested(node, code)));
        }
        definition
                .path("property")
                .forEach(property -> properties.add(property.path("code").asText("")));
    }

    private void take(Concept concept, String parent) {
        concepts.putIfAbsent(concept.code(), concept);
        spellings.putIfAbsent(concept.code().toLowerCase(Locale.ROOT), concept.code());
        if (!parent.isEmpty()) {
            relate(concept.code(), parent);
        }
        UPWARD.forEach(property -> concept.values(property).forEach(above -> relate(concept.code(), above)));
        concept.values("child").forEach(below -> relate(below, concept.code()));
        concept.node()
                .path("property")
                .forEach(property -> properties.add(property.path("code").asText("")));
    }

    private void relate(String child, String parent) {
        parents.computeIfAbsent(child, code -> new LinkedHashSet<>()).add(parent);
        children.computeIfAbsent(parent, code -> new LinkedHashSet<>()).add(child);
    }

    @Override
    public Optional<Concept> find(String code) {
        Concept exact = concepts.get(code);
        String spelling = exact == null && anyCase ? spellings.get(code.toLowerCase(Locale.ROOT)) : null;
        return Optional.ofNullable(spelling == null ? exact : concepts.get(spelling));
    }

    @Override
    public int size() {
        return concepts.size();
    }

    @Override
    public Collection<Concept> all() {
        return Collections.unmodifiableCollection(concepts.values());
    }

    @Override
    public Set<String> below(String code) {
        return reach(code, children);
    }

    @Override
    public Set<String> above(String code) {
        return reach(code, parents);
    }

    private Set<String> reach(String from, Map<String, Set<String>> step) {
        Concept start = find(from).orElseThrow(CodeSystem::noSuchCode);
        Set<String> reached = new LinkedHashSet<>(List.of(start.code()));
        Deque<String> waiting = new ArrayDeque<>(reached);
        while (!waiting.isEmpty()) {
            for (String next : step.getOrDefault(waiting.poll(), Set.of())) {
                if (concepts.containsKey(next) && reached.add(next)) {
                    waiting.add(next);
                }
            }
        }
        return reached;
    }

    @Override
    public Set<String> parents(String code) {
        return parents.getOrDefault(code, Set.of());
    }

    @Override
    public Set<String> children(String code) {
        return children.getOrDefault(code, Set.of());
    }

    @Override
    public boolean knows(String property) {
        return properties.contains(property);
    }

    @Override
    public List<Concept> meeting(List<JsonNode> filters) {
        Predicate<Concept> all = all(filters);
        return concepts.values().stream().filter(all).toList();
    }

    @Override
    public boolean meets(Concept concept, List<JsonNode> filters) {
        return all(filters).test(concept);
    }

    private Predicate<Concept> all(List<JsonNode> filters) {
        return filters.stream().map(filter -> ConceptFilter.of(filter, this)).reduce(concept -> true, Predicate::and);
    }
}
