package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A resource that was made from a response.
 *
 * @param name tells it from the others of its response, and is the same whenever it is made again
 * @param fullUrl by which the others refer to it; empty when none
 * @param resource without an id, unless the form gives it one
 * @param conditions of its writing, as in Bundle.entry.request: ifNoneExist, ifMatch, …
 */
record Extracted(String name, String fullUrl, ObjectNode resource, Map<String, String> conditions) {

    String type() {
        return resource.path("resourceType").asText();
    }
}
