package health.throughline.fhir.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Extensions;
import java.util.List;
import java.util.Optional;

/** The extensions of Structured Data Capture on Questionnaires, by their short names. */
public final class Sdc {

    /** The extension that names an expression for use in others. */
    public static final String VARIABLE = "http://hl7.org/fhir/StructureDefinition/variable";

    private static final String BASE = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";

    private Sdc() {}

    public static String url(String name) {
        return BASE + name;
    }

    public static boolean is(JsonNode extension, String name) {
        return Extensions.is(extension, url(name));
    }

    /** Every extension of {@code element} with this name. */
    public static List<JsonNode> all(JsonNode element, String name) {
        return Extensions.all(element, url(name));
    }

    /** The first of them; a missing node when there is none. */
    public static JsonNode one(JsonNode element, String name) {
        return Extensions.first(element, url(name));
    }

    /** The values of all of them. */
    public static List<JsonNode> values(JsonNode element, String name) {
        return all(element, name).stream()
                .flatMap(extension -> AnswerValue.of(extension).stream())
                .toList();
    }

    /** The value of the first of them. */
    public static Optional<JsonNode> value(JsonNode element, String name) {
        return values(element, name).stream().findFirst();
    }

    /** The part of a complex extension; a missing node when there is none. */
    public static JsonNode part(JsonNode extension, String name) {
        return Extensions.first(extension, name);
    }

    /** The text of an expression, given as a string or as an Expression; empty when there is none. */
    public static String expression(JsonNode extension) {
        return extension.has("valueString")
                ? extension.path("valueString").asText()
                : extension.path("valueExpression").path("expression").asText("");
    }
}
