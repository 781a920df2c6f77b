package health.throughline.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.path.ElementValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The resources inside a resource, each with an address of its own, and the references among them.
 *
 * @see <a href="https://hl7.org/fhir/R4/references.html#contained">R4 references, contained</a>
 */
final class ContainedResources {

    /** @param key its address: the container's type and id, and after a '#' its own id or, without one, its place */
    record One(ResourceKey key, String type, ObjectNode content) {}

    private ContainedResources() {}

    /** All that can be searched for: Parameters, which nobody can search, are left out. */
    static List<One> of(ResourceKey container, ObjectNode resource) {
        JsonNode contained = resource.path("contained");
        if (contained.isEmpty()) {
            return List.of();
        }
        List<One> all = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < contained.size(); i++) {
            JsonNode one = contained.get(i);
            String type = one.path("resourceType").asText();
            String id = one.path("id").asText("");
            String local = !id.isEmpty() && ids.add(id) ? id : "/contained/" + i;
            if (one instanceof ObjectNode content && Fhir.isResourceType(type)) {
                all.add(new One(new ResourceKey(container.type(), container.id() + "#" + local), type, content));
            }
        }
        return all;
    }

    /** Turns references within the container, '#m', into references to an address; '#' alone is the container's. */
    static UnaryOperator<ElementValue> resolver(ResourceKey key, ObjectNode resource) {
        int local = key.id().indexOf('#');
        if (local < 0 && !resource.has("contained")) {
            return UnaryOperator.identity();
        }
        String container = key.type() + "/" + (local < 0 ? key.id() : key.id().substring(0, local));
        return value -> resolved(value, container);
    }

    private static ElementValue resolved(ElementValue value, String container) {
        if (value.node().isTextual()) {
            String canonical = value.node().asText();
            return canonical.startsWith("#")
                    ? new ElementValue(TextNode.valueOf(address(canonical, container)), value.datatype())
                    : value;
        }
        String reference = value.text("reference");
        if (!reference.startsWith("#") || !(value.node() instanceof ObjectNode node)) {
            return value;
        }
        ObjectNode absolute = node.deepCopy().put("reference", address(reference, container));
        return new ElementValue(absolute, value.datatype());
    }

    private static String address(String reference, String container) {
        return reference.equals("#") ? container : container + reference;
    }
}
