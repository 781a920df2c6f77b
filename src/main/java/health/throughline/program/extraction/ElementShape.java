package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.FhirJson;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives an answer the shape of the element it goes to: a Coding becomes a CodeableConcept, or a code. */
final class ElementShape {

    private static final Set<String> NUMBERS = Set.of("integer", "decimal", "positiveInt", "unsignedInt");

    /** The child of a complex type that holds a plain text. */
    private static final Map<String, String> TEXTS = Map.of(
            "CodeableConcept", "text",
            "Reference", "reference",
            "Identifier", "value",
            "HumanName", "text",
            "Address", "text",
            "Annotation", "text",
            "ContactPoint", "value",
            "Coding", "code",
            "Quantity", "value");

    private ElementShape() {}

    static JsonNode of(JsonNode value, String datatype) {
        boolean complex = !datatype.isEmpty() && Character.isUpperCase(datatype.charAt(0));
        if (value.isObject()) {
            return complex ? complex(value, datatype) : simple(value, datatype);
        }
        if (complex) {
            ObjectNode whole = FhirJson.object();
            whole.set(TEXTS.getOrDefault(datatype, "value"), value);
            return whole;
        }
        boolean text = !NUMBERS.contains(datatype) && !datatype.equals("boolean");
        return text && !value.isTextual() ? TextNode.valueOf(value.asText()) : value;
    }

    private static JsonNode complex(JsonNode value, String datatype) {
        if (datatype.equals("CodeableConcept") && coding(value)) {
            ObjectNode concept = FhirJson.object();
            concept.putArray("coding").add(value);
            return concept;
        }
        return value;
    }

    private static boolean coding(JsonNode value) {
        return value.has("code") && !value.has("value") && !value.has("coding");
    }

    private static JsonNode simple(JsonNode value, String datatype) {
        if (value.has("reference")) {
            return value.path("reference");
        }
        if (value.has("value")) {
            return value.path("value");
        }
        return datatype.equals("string") && value.has("display") ? value.path("display") : value.path("code");
    }

    /** The datatypes of R4 that a value can be written as, the nearest first. */
    static List<String> datatypes(JsonNode value) {
        if (value.isBoolean()) {
            return List.of("boolean");
        }
        if (value.isNumber()) {
            return value.isIntegralNumber()
                    ? List.of("integer", "decimal", "Quantity")
                    : List.of("decimal", "Quantity");
        }
        if (value.isTextual()) {
            return value.asText().matches("\\d{4}(-\\d\\d.*)?")
                    ? List.of("dateTime", "date", "string")
                    : List.of("string", "uri", "code", "CodeableConcept", "Reference");
        }
        if (value.has("reference")) {
            return List.of("Reference");
        }
        return coding(value)
                ? List.of("CodeableConcept", "Coding", "code")
                : value.has("coding") ? List.of("CodeableConcept") : List.of("Quantity");
    }
}
