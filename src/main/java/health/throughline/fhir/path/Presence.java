package health.throughline.fhir.path;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code X.exists() and X != false}, as R4 defines Patient's parameter deceased: true or false, never absent. */
record Presence(ElementPath path) implements ElementPath {

    private static final Pattern SHAPE = Pattern.compile("([\\w.]+)\\.exists\\(\\) and \\1 != false");

    static Optional<ElementPath> of(String type, String expression) {
        Matcher shape = SHAPE.matcher(expression);
        return shape.matches()
                ? Optional.of(new Presence(ElementPath.compile(type, shape.group(1))))
                : Optional.empty();
    }

    @Override
    public void values(ObjectNode resource, Consumer<ElementValue> found) {
        boolean[] present = new boolean[1];
        path.values(
                resource,
                value -> present[0] |= !value.node().isBoolean() || value.node().asBoolean());
        found.accept(new ElementValue(BooleanNode.valueOf(present[0]), "boolean"));
    }

    @Override
    public List<JsonPath> jsonPaths() {
        String any = path.jsonPaths().stream()
                .map(one -> "exists(" + one.text() + " ? (@ == true || @.type() != \"boolean\"))")
                .collect(Collectors.joining(" || "));
        return any.isEmpty() ? List.of() : List.of(new JsonPath(any, "boolean"));
    }

    @Override
    public Set<String> datatypes() {
        return Set.of("boolean");
    }

    @Override
    public BoundCodes boundCodes() {
        return BoundCodes.NONE;
    }
}
