package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
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

/**
 * A CodeSystem made ready for questions. What is nested, and what the properties {@code parent}, {@code child} and
 * {@code subsumedBy} say, is one hierarchy.
 */
public final class CodeSystem {

    private static final Set<String> UPWARD = Set.of("parent", "subsumedBy");

    private final ObjectNode definition;
    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Map<String, String> spellings = new HashMap<>();
    private final Map<String, Set<String>> parents = new HashMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();
    private final Set<String> properties = new HashSet<>();

    private CodeSystem(ObjectNode definition) {
        this.definition = definition;
    }

    /** A concept that waits to be taken up, and the code it is nested in. */
    private record Nested(JsonNode node, String parent) {}

    public static CodeSystem of(ObjectNode definition) {
        CodeSystem system = new CodeSystem(definition);
        Deque<Nested> waiting = new ArrayDeque<>();
        definition.path("concept").forEach(node -> waiting.add(new Nested(node, "")));
        while (!waiting.isEmpty()) {
            Nested next = waiting.poll();
            system.take(Concept.of(next.node()), next.parent());
            String code = next.node().path("code").asText("");
            next.node().path("concept").forEach(node -> waiting.add(new Nested(node, code)));
        }
        definition
                .path("property")
                .forEach(property -> system.properties.add(property.path("code").asText("")));
        return system;
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

    public ObjectNode definition() {
        return definition;
    }

    public String url() {
        return definition.path("url").asText("");
    }

    public String version() {
        return definition.path("version").asText("");
    }

    public Collection<Concept> concepts() {
        return Collections.unmodifiableCollection(concepts.values());
    }

    public int size() {
        return concepts.size();
    }

    /** By code; without regard to case where the system says that case does not matter. */
    public Optional<Concept> find(String code) {
        Concept exact = concepts.get(code);
        boolean anyCase = exact == null
                && definition.path("caseSensitive").isBoolean()
                && !definition.path("caseSensitive").asBoolean();
        String spelling = anyCase ? spellings.get(code.toLowerCase(Locale.ROOT)) : null;
        return Optional.ofNullable(spelling == null ? exact : concepts.get(spelling));
    }

    /**
     * Whether {@code code} is one of this system.
     *
     * @param groupsToo whether codes that only group others count
     */
    public CodeCheck check(String code, boolean groupsToo) {
        Optional<Concept> found = find(code);
        if (found.isPresent()) {
            return groupsToo || !found.get().abstractOnly()
                    ? CodeCheck.valid(found.get().display())
                    : CodeCheck.invalid("The code only groups others and is not to be recorded.");
        }
        boolean whole = definition.path("content").asText("").equals("complete");
        return whole
                ? CodeCheck.invalid("The code is not one of " + url() + ".")
                : CodeCheck.unknown(
                        "Not all codes of " + url() + " are known here, and this is none of those that are.");
    }

    /**
     * {@code code} and everything it subsumes, nearest first.
     *
     * @throws Refusal when the code is not one of this system, or the system does not say what subsumes what
     */
    public Set<String> below(String code) {
        return reach(code, children);
    }

    /** {@code code} and everything that subsumes it, nearest first. */
    public Set<String> above(String code) {
        return reach(code, parents);
    }

    private Set<String> reach(String from, Map<String, Set<String>> step) {
        requireWhole();
        requireSubsumption();
        Concept start = find(from)
                .orElseThrow(() -> Refusal.invalid(
                        "code-invalid",
                        "The code system has no such code; name one of its codes, written as the system writes it.",
                        null));
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

    /** Nesting of a system that says nothing of its meaning is read as is-a. */
    private void requireSubsumption() {
        String meaning = definition.path("hierarchyMeaning").asText("is-a");
        if (!meaning.equals("is-a")) {
            throw Refusal.invalid(
                    "not-supported",
                    "The hierarchy of the code system does not mean that one code subsumes another (its "
                            + "hierarchyMeaning is not is-a); list the codes instead.",
                    null);
        }
    }

    /** @throws Refusal when the definition does not hold all codes of the system */
    void requireWhole() {
        if (!definition.path("content").asText("").equals("complete")) {
            throw Refusal.invalid(
                    "not-supported",
                    "The CodeSystem on this server does not hold all its codes (its content is not 'complete'); store "
                            + "the whole of it, or list the codes.",
                    null);
        }
    }

    /** The codes that {@code code} stands directly under. */
    public Set<String> parents(String code) {
        return parents.getOrDefault(code, Set.of());
    }

    /** The codes that stand directly under {@code code}. */
    public Set<String> children(String code) {
        return children.getOrDefault(code, Set.of());
    }

    /** Whether any of its concepts may have {@code property}. */
    boolean knows(String property) {
        return properties.contains(property);
    }
}
