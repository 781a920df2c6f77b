package health.throughline.record.integrity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.search.type.Vocabulary;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The references of a resource to other resources of this server, each with its first place in the resource. */
final class LiteralReferences {

    private final Vocabulary vocabulary;
    private final Map<ResourceKey, String> found = new LinkedHashMap<>();

    private LiteralReferences(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** By what they refer to; places are FHIRPath. */
    static Map<ResourceKey, String> of(ObjectNode resource, Vocabulary vocabulary) {
        LiteralReferences references = new LiteralReferences(vocabulary);
        references.object(resource, resource.path("resourceType").asText(""));
        return references.found;
    }

    private void object(JsonNode node, String place) {
        JsonNode reference = node.path("reference");
        if (reference.isTextual()) {
            target(reference.asText()).ifPresent(key -> found.putIfAbsent(key, place));
        }
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            JsonNode value = child.getValue();
            String below = place + "." + child.getKey();
            if (value.isObject()) {
                object(value, below);
            } else if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    object(value.get(i), below + "[" + i + "]");
                }
            }
        }
    }

    /** Empty for what is contained, elsewhere, or no address of a resource. */
    private Optional<ResourceKey> target(String reference) {
        String[] parts = vocabulary.target(reference).split("/", -1);
        boolean here = parts.length == 2 && Fhir.isResourceType(parts[0]) && ResourceKey.isId(parts[1]);
        return here ? Optional.of(new ResourceKey(parts[0], parts[1])) : Optional.empty();
    }
}
