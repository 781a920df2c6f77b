package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Refusal;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A filter of a ValueSet, made ready for the concepts of one code system.
 *
 * @see <a href="https://hl7.org/fhir/R4/valueset.html#composition">R4 ValueSet, composition rules</a>
 */
final class ConceptFilter {

    /** What stands for the code itself. */
    private static final Set<String> CODE = Set.of("concept", "code");

    private static final Set<String> TEXTS = Set.of("display", "definition");

    /** Properties that R4 defines for every code system, whether it lists them or not. */
    private static final Set<String> COMMON =
            Set.of("inactive", "deprecated", "notSelectable", "parent", "child", "status");

    private ConceptFilter() {}

    /** @throws Refusal when the code system cannot answer it, or it is none that R4 defines */
    static Predicate<Concept> of(JsonNode filter, Concepts system) {
        String property = filter.path("property").asText("");
        String value = filter.path("value").asText("");
        return switch (filter.path("op").asText("")) {
            case "is-a" -> among(system.below(requireCode(property, value)));
            case "descendent-of" -> {
                Set<String> below = system.below(requireCode(property, value));
                String top = system.find(value).map(Concept::code).orElse(value);
                yield concept -> !concept.code().equals(top) && below.contains(concept.code());
            }
            case "is-not-a" -> among(system.below(requireCode(property, value))).negate();
            case "generalizes" -> among(system.above(requireCode(property, value)));
            case "=" -> any(property, system, value::equals);
            case "in" -> any(property, system, listed(value)::contains);
            case "not-in" -> any(property, system, listed(value)::contains).negate();
            case "regex" -> any(property, system, new BoundedPattern(value)::matches);
            case "exists" -> exists(property, system, value);
            default ->
                throw unsupported(
                        "has an op that R4 does not define; it takes =, is-a, descendent-of, is-not-a, regex, "
                                + "in, not-in, generalizes and exists");
        };
    }

    private static Predicate<Concept> among(Set<String> codes) {
        return concept -> codes.contains(concept.code());
    }

    private static Set<String> listed(String value) {
        return Arrays.stream(value.split(",")).map(String::strip).collect(Collectors.toSet());
    }

    private static String requireCode(String property, String value) {
        if (!CODE.contains(property)) {
            throw unsupported("asks for a hierarchy of another property than 'concept'");
        }
        return value;
    }

    private static Predicate<Concept> exists(String property, Concepts system, String value) {
        Predicate<Concept> present = any(property, system, text -> !text.isEmpty());
        return switch (value) {
            case "true" -> present;
            case "false" -> present.negate();
            default -> throw unsupported("with op 'exists' needs the value true or false");
        };
    }

    private static Predicate<Concept> any(String property, Concepts system, Predicate<String> test) {
        if (CODE.contains(property)) {
            return concept -> test.test(concept.code());
        }
        if (TEXTS.contains(property)) {
            return concept -> test.test(concept.node().path(property).asText(""));
        }
        if (property.equals("parent")) {
            return concept -> system.parents(concept.code()).stream().anyMatch(test);
        }
        if (property.equals("child")) {
            return concept -> system.children(concept.code()).stream().anyMatch(test);
        }
        if (!COMMON.contains(property) && !system.knows(property)) {
            throw unsupported("names a property that the code system does not have");
        }
        return concept -> concept.values(property).stream().anyMatch(test);
    }

    private static Refusal unsupported(String what) {
        return Refusal.invalid("not-supported", "A filter of the ValueSet " + what + ".", null);
    }
}
