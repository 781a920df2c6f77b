package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Refusal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The concepts of one code system, wherever they are kept. */
public interface Concepts {

    Optional<Concept> find(String code);

    int size();

    /**
     * All of them.
     *
     * @throws Refusal TOO_COSTLY when they are too many to be had at once
     */
    Collection<Concept> all();

    /**
     * {@code code} and everything it subsumes, {@code code} first.
     *
     * @throws Refusal when there is no such code, or too much below it
     */
    Set<String> below(String code);

    /** {@code code} and everything that subsumes it, {@code code} first. */
    Set<String> above(String code);

    /** Whether {@code above} subsumes {@code below}, or is the same. */
    default boolean subsumes(String above, String below) {
        return above(below)
                .contains(find(above).orElseThrow(CodeSystem::noSuchCode).code());
    }

    /** The codes directly above {@code code}. */
    Set<String> parents(String code);

    /** The codes directly below {@code code}. */
    Set<String> children(String code);

    /** Whether any concept may have {@code property}. */
    boolean knows(String property);

    /** Those that meet every one of {@code filters}, as they stand in a ValueSet. */
    Collection<Concept> meeting(List<JsonNode> filters);

    /** Whether {@code concept} meets every one of {@code filters}. */
    boolean meets(Concept concept, List<JsonNode> filters);

    /** A page of those that {@code selection} asks for; empty when all must be taken and looked at. */
    default Optional<Page> page(Selection selection) {
        return Optional.empty();
    }

    /**
     * A part of the concepts.
     *
     * @param filters all of which hold
     * @param without groups of filters of which none holds whole
     * @param leftOut codes that are not wanted
     * @param words what a person typed to find it by name
     * @param activeOnly whether those that are no longer used are left out
     * @param selectableOnly whether those that only group others are left out
     * @param count at most; negative for all
     */
    record Selection(
            List<JsonNode> filters,
            List<List<JsonNode>> without,
            List<String> leftOut,
            String words,
            boolean activeOnly,
            boolean selectableOnly,
            int offset,
            int count) {}

    /** Some of {@code total} concepts. */
    record Page(long total, List<Concept> concepts) {}
}
