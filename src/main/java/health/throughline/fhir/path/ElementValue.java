package health.throughline.fhir.path;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A value that a path found.
 *
 * @param datatype FHIR datatype of the element, e.g. {@code CodeableConcept}
 */
public record ElementValue(JsonNode node, String datatype) {

    /** The text of a primitive, or of a child of that name; empty when there is none. */
    public String text(String child) {
        return node.path(child).asText("");
    }
}
