package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.structure.Definition.Member.Form;

/** A whole resource inside another: contained, or the content of a Bundle entry or of a parameter. */
enum AnyResource implements DataType {
    CONTAINED,
    INLINE;

    @Override
    public String typeName() {
        return "Resource";
    }

    @Override
    public Form form() {
        return Form.RESOURCE;
    }

    @Override
    public void check(JsonNode value, Place place, Findings findings) {
        if (!(value instanceof ObjectNode object)) {
            findings.structure(place, "A resource is a JSON object with the member 'resourceType'.");
            return;
        }
        if (this == CONTAINED && object.has("contained")) {
            findings.structure(
                    place.child("contained"),
                    "A contained resource may not contain further ones; move them to the outermost resource.");
        }
        checkTyped(object, place, findings);
    }

    /** @return the resource type, or "Resource" when it is missing or unknown */
    static String typeOf(ObjectNode resource) {
        String type = resource.path("resourceType").asText("");
        return Schema.resource(type) == null ? "Resource" : type;
    }

    static void checkTyped(ObjectNode resource, Place place, Findings findings) {
        JsonNode type = resource.get("resourceType");
        if (type == null || !type.isTextual()) {
            findings.required(place.child("resourceType"), "Name the type of the resource in 'resourceType'.");
            return;
        }
        Composite schema = Schema.resource(type.textValue());
        if (schema == null) {
            findings.structure(
                    place.child("resourceType"), "This is not a resource type of FHIR R4; mind upper and lower case.");
            return;
        }
        schema.check(resource, place, findings);
    }
}
