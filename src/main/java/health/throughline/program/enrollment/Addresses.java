package health.throughline.program.enrollment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The addresses of resources within a document, which must be understood where this server cannot be reached. */
final class Addresses {

    private Addresses() {}

    /** The same for the same resource always. */
    static String of(ResourceKey key) {
        return "urn:uuid:" + UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Lets the references in {@code node} to {@code members} point into the document. */
    static void resolve(JsonNode node, Collection<ResourceKey> members) {
        Map<String, String> addresses = new HashMap<>();
        members.forEach(member -> addresses.put(member.toString(), of(member)));
        resolve(node, addresses);
    }

    private static void resolve(JsonNode node, Map<String, String> addresses) {
        if (node instanceof ObjectNode object) {
            String address = addresses.get(object.path("reference").asText(""));
            if (address != null) {
                object.put("reference", address);
            }
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                resolve(child, addresses);
            }
        }
    }
}
