package health.throughline.search.terminology.loaded;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Concept;
import health.throughline.fhir.terminology.Concepts;
import health.throughline.store.term.Facets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Writes filters of a ValueSet as questions to the facets of concepts.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset.html#composition">R4 ValueSet, composition rules</a>
 */
final class FacetFilter {

    /** What stands for the code itself. */
    private static final Set<String> CODE = Set.of("concept", "code");

    /** No concept has this number. */
    private static final String NONE = Facets.related(Facets.SELF, 0);

    private final Concepts concepts;
    private final Function<String, OptionalInt> numbers;

    /** @param numbers of codes; empty for those that are none */
    FacetFilter(Concepts concepts, Function<String, OptionalInt> numbers) {
        this.concepts = concepts;
        this.numbers = numbers;
    }

    /** All of {@code filters}. */
    String all(List<JsonNode> filters) {
        return Facets.all(filters.stream().map(this::one).toList());
    }

    private String one(JsonNode filter) {
        String property = filter.path("property").asText("");
        String value = filter.path("value").asText("");
        return switch (filter.path("op").asText("")) {
            case "is-a" -> below(property, value);
            case "descendent-of" -> Facets.related(Facets.ABOVE, number(property, value));
            case "is-not-a" -> Facets.not(below(property, value));
            case "generalizes" -> {
                number(property, value);
                yield selves(concepts.above(value));
            }
            case "=" -> equal(property, value);
            case "in" -> in(property, value);
            case "not-in" -> Facets.not(in(property, value));
            case "exists" -> value.equals("false") ? Facets.not(Facets.having(property)) : Facets.having(property);
            case "regex" ->
                throw refused("with op 'regex' is not answered for a loaded code system; use =, in, or list the codes");
            default ->
                throw refused("has an op that R4 does not define; it takes =, is-a, descendent-of, is-not-a, in, "
                        + "not-in, generalizes and exists");
        };
    }

    private String below(String property, String value) {
        int number = number(property, value);
        return Facets.any(List.of(Facets.related(Facets.SELF, number), Facets.related(Facets.ABOVE, number)));
    }

    private int number(String property, String code) {
        if (!CODE.contains(property)) {
            throw refused("asks for a hierarchy of another property than 'concept'");
        }
        return numbers.apply(code)
                .orElseThrow(() -> Refusal.invalid(
                        "code-invalid",
                        "The code system has no such code as a filter of the ValueSet names; write it as the system does.",
                        null));
    }

    String selves(Collection<String> codes) {
        List<String> queries = new ArrayList<>(List.of(NONE));
        codes.forEach(code ->
                numbers.apply(code).ifPresent(number -> queries.add(Facets.related(Facets.SELF, number))));
        return Facets.any(queries);
    }

    private String in(String property, String value) {
        List<String> values = Arrays.stream(value.split(",")).map(String::strip).toList();
        return CODE.contains(property)
                ? selves(values)
                : Facets.any(values.stream().map(one -> equal(property, one)).toList());
    }

    private String equal(String property, String value) {
        if (CODE.contains(property)) {
            return selves(List.of(value));
        }
        switch (property) {
            case "parent":
                OptionalInt parent = numbers.apply(value);
                return parent.isEmpty() ? NONE : Facets.related(Facets.PARENT, parent.getAsInt());
            case "child":
                return selves(concepts.find(value)
                        .map(Concept::code)
                        .map(concepts::parents)
                        .orElse(Set.of()));
            case "inactive":
                String inactive = Facets.with(property, "true");
                return value.equals("true") ? inactive : Facets.not(inactive);
            default:
                return known(property, value);
        }
    }

    private String known(String property, String value) {
        if (!concepts.knows(property)) {
            throw refused("names a property that the code system does not have");
        }
        return Facets.with(property, value);
    }

    private static Refusal refused(String what) {
        return Refusal.invalid("not-supported", "A filter of the ValueSet " + what + ".", null);
    }
}
