package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.structure.Definition;
import health.throughline.fhir.structure.Definition.Member;
import java.util.Iterator;

/**
 * The value of an operation: of a datatype, a whole resource, or parts that make up a backbone element.
 *
 * @param datatype as at the end of {@code valueQuantity}; empty when there is none
 */
record NewValue(int operation, String datatype, JsonNode part) {

    static NewValue of(int operation, JsonNode part) {
        Iterator<String> names = part.fieldNames();
        while (names.hasNext()) {
            String name = names.next().replaceFirst("^_", "");
            if (name.startsWith("value")) {
                return new NewValue(operation, name.substring("value".length()), part);
            }
        }
        if (!part.has("part") && !part.has("resource")) {
            throw Patch.malformed(operation, "needs a value[x], a resource or parts in its part 'value'");
        }
        return new NewValue(operation, "", part);
    }

    /** The member of {@code definition} that takes this value under the element name given. */
    Member member(Definition definition, String element) {
        return definition
                .member(element, datatype.isEmpty() ? "-" : datatype)
                .filter(member -> !member.name().equals("resourceType"))
                .orElseThrow(
                        () -> Patch.misfit(operation, "names an element that does not exist or is of another type"));
    }

    ValuePair pair(Member member) {
        if (datatype.isEmpty() && !part.has("resource")) {
            return new ValuePair(object(member), null);
        }
        if (part.has("resource") != (member.form() == Member.Form.RESOURCE)) {
            throw Patch.misfit(operation, "gives a resource for an element that is none, or the reverse");
        }
        JsonNode value = part.get(part.has("resource") ? "resource" : "value" + datatype);
        if (value != null && value.isObject() == member.form().isPrimitive()) {
            throw Patch.misfit(operation, "gives a value of another datatype than the element has");
        }
        return new ValuePair(value, part.get("_value" + datatype));
    }

    private ObjectNode object(Member member) {
        Definition definition = member.definition()
                .orElseThrow(() -> Patch.misfit(operation, "has parts for an element that takes one value"));
        ObjectNode object = FhirJson.object();
        for (JsonNode child : part.path("part")) {
            NewValue value = of(operation, child);
            Member inner = value.member(definition, child.path("name").asText());
            Spot.into(object, inner).append(operation, value.pair(inner));
        }
        return object;
    }
}
