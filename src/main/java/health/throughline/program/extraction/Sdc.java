package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** The extensions of Structured Data Capture by their short names. */
final class Sdc {

    private static final String BASE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

    private Sdc() {}

    /** Every extension of {@code element} with this name. */
    static List<JsonNode> all(JsonNode element, String name) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode extension : element.path("extension")) {
            if (is(extension, name)) {
                found.add(extension);
            }
        }
        return found;
    }

    /** The first of them; a missing node when there is none. */
    static JsonNode one(JsonNode element, String name) {
        for (JsonNode extension : element.path("extension")) {
            if (is(extension, name)) {
                return extension;
            }
        }
        return MissingNode.getInstance();
    }

    static boolean is(JsonNode extension, String name) {
        return extension.path("url").asText().equals(BASE + name);
    }

    /** The part of a complex extension. */
    static JsonNode part(JsonNode extension, String name) {
        for (JsonNode part : extension.path("extension")) {
            if (part.path("url").asText().equals(name)) {
                return part;
            }
        }
        return MissingNode.getInstance();
    }

    /** The text of an expression, given as a string or as an Expression; empty when there is none. */
    static String expression(JsonNode extension) {
        return extension.has("valueString")
                ? extension.path("valueString").asText()
                : extension.path("valueExpression").path("expression").asText("");
    }
}
