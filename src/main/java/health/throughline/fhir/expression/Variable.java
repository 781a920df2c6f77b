package health.throughline.fhir.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A named expression of a Questionnaire or of one of its items. */
public record Variable(String name, Expression expression) {

    private static final String URL = "http://hl7.org/fhir/StructureDefinition/variable";

    /**
     * Those that {@code element} has, in order.
     *
     * @param place what the element is called in messages
     */
    public static List<Variable> of(JsonNode element, String place) {
        List<Variable> variables = new ArrayList<>();
        for (JsonNode extension : element.path("extension")) {
            JsonNode expression = extension.path("valueExpression");
            if (extension.path("url").asText().equals(URL) && expression.isObject()) {
                String name = expression.path("name").asText("");
                variables.add(new Variable(name, Expression.of(expression, "variable %" + name + " of " + place)));
            }
        }
        return List.copyOf(variables);
    }
}
