package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A CodeSystem made ready for questions. */
public final class CodeSystem {

    private static final Set<String> HIERARCHICAL = Set.of("is-a", "descendent-of", "is-not-a", "generalizes");

    private final ObjectNode definition;
    private final Concepts concepts;

    private CodeSystem(ObjectNode definition, Concepts concepts) {
        this.definition = definition;
        this.concepts = concepts;
    }

    /** With the concepts that it lists. */
    public static CodeSystem of(ObjectNode definition) {
        return new CodeSystem(definition, new ListedConcepts(definition));
    }

    /** With concepts that are kept elsewhere. */
    public static CodeSystem of(ObjectNode definition, Concepts concepts) {
        return new CodeSystem(definition, concepts);
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

    /**
     * All of them.
     *
     * @throws Refusal TOO_COSTLY when they are too many
     */
    public Collection<Concept> concepts() {
        return concepts.all();
    }

    public int size() {
        return concepts.size();
    }

    /** By code; without regard to case where the system says that case does not matter. */
    public Optional<Concept> find(String code) {
        return concepts.find(code);
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
        requireWhole();
        requireSubsumption();
        return concepts.below(code);
    }

    /** {@code code} and everything that subsumes it, nearest first. */
    public Set<String> above(String code) {
        requireWhole();
        requireSubsumption();
        return concepts.above(code);
    }

    /** Whether {@code above} subsumes {@code below}, or is the same. */
    public boolean subsumes(String above, String below) {
        requireWhole();
        requireSubsumption();
        return concepts.subsumes(above, below);
    }

    /** The concepts that meet every one of {@code filters}, as they stand in a ValueSet. */
    Collection<Concept> meeting(List<JsonNode> filters) {
        requireAnswers(filters);
        return filters.isEmpty() ? concepts.all() : concepts.meeting(filters);
    }

    /** Whether {@code concept} meets every one of {@code filters}. */
    boolean meets(Concept concept, List<JsonNode> filters) {
        requireAnswers(filters);
        return filters.isEmpty() || concepts.meets(concept, filters);
    }

    /** A page of the concepts; empty when all must be taken and looked at. */
    Optional<Concepts.Page> page(Concepts.Selection selection) {
        requireAnswers(selection.filters());
        selection.without().forEach(this::requireAnswers);
        return concepts.page(selection);
    }

    private void requireAnswers(List<JsonNode> filters) {
        requireWhole();
        if (filters.stream()
                .anyMatch(filter -> HIERARCHICAL.contains(filter.path("op").asText("")))) {
            requireSubsumption();
        }
    }

    public static Refusal noSuchCode() {
        return Refusal.invalid(
                "code-invalid",
                "The code system has no such code; name one of its codes, written as the system writes it.",
                null);
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
        return concepts.parents(code);
    }

    /** The codes that stand directly under {@code code}. */
    public Set<String> children(String code) {
        return concepts.children(code);
    }
}
