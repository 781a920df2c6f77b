package health.throughline.api.operation.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.Definition.Member;

/**
 * An element or resource on the way of a query.
 *
 * @param root the resource it stands in, as it is stored
 * @param value a JSON object
 * @param path where it stands, as FHIRPath from the root
 */
record Node(ObjectNode root, JsonNode value, String path) {

    static Node of(ObjectNode resource) {
        return new Node(resource, resource, resource.path("resourceType").asText());
    }

    /** @param index its place in a list; -1 when it is none */
    Node child(Member member, JsonNode child, int index) {
        String name = member.choice()
                ? member.name()
                        .substring(0, member.name().length() - member.datatype().length())
                : member.name();
        return new Node(root, child, path + "." + name + (index < 0 ? "" : "[" + index + "]"));
    }

    /** Empty unless it is a resource. */
    String resourceType() {
        return value.path("resourceType").asText("");
    }
}
