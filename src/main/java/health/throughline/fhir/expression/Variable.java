package health.throughline.fhir.expression;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Extensions;
import java.util.ArrayList;
import java.util.List;

/** A named expression of a Questionnaire or of one of its items. */
public record Variable(String name, Expression expression) {

    private static final String URL = "http://hl7.org/fhir/StructureDefinition/variable";

    /**
     * Those that {@code element} has, in order; queries, which only a filled form needs, are left out.
     *
     * @param place what the element is called in messages
     */
    public static List<Variable> of(JsonNode element, String place) {
        List<Variable> variables = new ArrayList<>();
        for (JsonNode extension : Extensions.all(element, URL)) {
            JsonNode expression = extension.path("valueExpression");
            boolean path = expression.path("language").asText("text/fhirpath").equals("text/fhirpath");
            if (expression.isObject() && path) {
                String name = expression.path("name").asText("");
                variables.add(new Variable(name, Expression.of(expression, "variable %" + name + " of " + place)));
            }
        }
        return List.copyOf(variables);
    }
}
