package health.throughline.fhir.path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Finds the values of one search expression in a resource. */
public interface ElementPath {

    void values(ObjectNode resource, Consumer<ElementValue> found);

    /** The datatypes its values can have. */
    Set<String> datatypes();

    /** The codes that may stand under this path, with the systems that their binding implies. */
    BoundCodes boundCodes();

    /** Where its values are in the JSON; empty when no path of SQL/JSON tells. */
    default List<JsonPath> jsonPaths() {
        return List.of();
    }

    /** Whether it finds one value at most, by the cardinalities on its way. */
    default boolean single() {
        return false;
    }

    /** Compiles {@code expression}, one alternative without a top-level '|', for resources of {@code type}. */
    static ElementPath compile(String type, String expression) {
        try {
            return new PathCompiler(type).compile(PathSyntax.parse(expression));
        } catch (PathSyntax.Unsupported e) {
            return Presence.of(type, expression).orElseGet(() -> new FhirPathExpression(expression));
        }
    }

    /**
     * Compiles {@code expression} and tells what would otherwise never find anything.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static ElementPath checked(String type, String expression) {
        ElementNames.unknown(type, expression).ifPresent(name -> {
            throw new IllegalArgumentException("'" + name + "' is no element or datatype there");
        });
        ElementPath path = compile(type, expression);
        path.datatypes();
        return path;
    }

    /**
     * Compiles {@code expression} to start from the elements that {@code focus} finds in resources of {@code type}.
     *
     * @throws IllegalArgumentException when it is more than names, casts and simple filters
     */
    static ElementPath compileFrom(String type, String focus, String expression) {
        try {
            String steps = "focus." + expression.strip();
            return new PathCompiler(type).compileFrom(PathSyntax.parse(focus), PathSyntax.parse(steps));
        } catch (PathSyntax.Unsupported e) {
            throw new IllegalArgumentException(
                    "a component is a simple path from the composite's element: names, casts, simple filters", e);
        }
    }
}
