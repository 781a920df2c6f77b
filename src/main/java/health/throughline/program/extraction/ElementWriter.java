package health.throughline.program.extraction;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes values into a resource at element paths such as {@code Patient.name.given}, in the shape that R4 gives them. */
final class ElementWriter {

    private final Map<String, ObjectNode> nodes;
    private BaseRuntimeElementDefinition<?> definition;
    private ObjectNode cursor;
    private String path;

    private ElementWriter(String type, ObjectNode resource, Map<String, ObjectNode> nodes) {
        this.nodes = nodes;
        this.definition = Fhir.context().getResourceDefinition(type);
        this.cursor = resource;
        this.path = type;
    }

    /** @param nodes the repeating elements begun so far: these are continued, others are begun anew */
    static ElementWriter of(String type, ObjectNode resource, Map<String, ObjectNode> nodes) {
        return new ElementWriter(type, resource, nodes);
    }

    /** Begins a new element at {@code whole}. */
    void begin(String whole) {
        List<String> steps = steps(whole);
        nodes.remove(whole);
        steps.forEach(step -> enter(step, whole));
    }

    void put(String whole, JsonNode value) {
        List<String> steps = steps(whole);
        for (String step : steps.subList(0, steps.size() - 1)) {
            enter(step, whole);
        }
        set(steps.get(steps.size() - 1), value, whole);
    }

    /** Whether {@code whole} takes several values. */
    boolean repeats(String whole) {
        BaseRuntimeChildDefinition last = null;
        for (String step : steps(whole)) {
            last = child(step, whole);
            definition = last.getValidChildNames().contains(name(step)) ? last.getChildByName(name(step)) : definition;
        }
        return last != null && last.getMax() != 1;
    }

    private List<String> steps(String whole) {
        List<String> steps = List.of(whole.split("\\."));
        if (steps.size() < 2 || !steps.get(0).equals(path)) {
            throw unknown(whole);
        }
        return steps.subList(1, steps.size());
    }

    private void enter(String step, String whole) {
        BaseRuntimeChildDefinition child = child(step, whole);
        String name = name(step);
        path = path + "." + step;
        ObjectNode known = nodes.get(path);
        if (known == null) {
            known = child.getMax() == 1
                    ? cursor.withObject("/" + name)
                    : cursor.withArray("/" + name).addObject();
            nodes.put(path, known);
        }
        if (!child.getValidChildNames().contains(name)) {
            throw unknown(whole);
        }
        definition = child.getChildByName(name);
        cursor = known;
    }

    private void set(String step, JsonNode value, String whole) {
        BaseRuntimeChildDefinition child = child(step, whole);
        String name = name(step);
        if (!child.getValidChildNames().contains(name)) {
            name = chosen(name, value, child, whole);
        }
        BaseRuntimeElementDefinition<?> target = child.getChildByName(name);
        JsonNode shaped = ElementShape.of(value, target == null ? "" : target.getName());
        if (child.getMax() == 1) {
            cursor.set(name, shaped);
        } else {
            cursor.withArray("/" + name).add(shaped);
        }
    }

    /** Of an element of several types, the name for a value's own type, or for the one it can be turned into. */
    private static String chosen(String name, JsonNode value, BaseRuntimeChildDefinition child, String whole) {
        for (String datatype : ElementShape.datatypes(value)) {
            String candidate = name + Character.toUpperCase(datatype.charAt(0)) + datatype.substring(1);
            if (child.getValidChildNames().contains(candidate)) {
                return candidate;
            }
        }
        throw unknown(whole);
    }

    /** Without the slice: {@code value[x]:valueQuantity} is valueQuantity, {@code component:sleep} a component. */
    private static String name(String step) {
        int colon = step.indexOf(':');
        if (step.contains("[x]:")) {
            return step.substring(colon + 1);
        }
        return (colon < 0 ? step : step.substring(0, colon)).replace("[x]", "");
    }

    private BaseRuntimeChildDefinition child(String step, String whole) {
        if (definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            @Nullable BaseRuntimeChildDefinition found = composite.getChildByName(name(step));
            if (found == null) {
                found = composite.getChildByName(name(step) + "[x]");
            }
            if (found != null) {
                return found;
            }
        }
        throw unknown(whole);
    }

    private static Refusal unknown(String whole) {
        return Refusal.invalid(
                "not-found",
                "The definition of an item names no element of R4 that an answer fits: " + whole + ".",
                null);
    }
}
