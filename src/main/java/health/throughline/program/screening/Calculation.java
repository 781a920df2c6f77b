package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.expression.Expression;
import health.throughline.fhir.questionnaire.Sdc;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a score comes about.
 *
 * @param value yields it; nothing when it may not be scored
 * @param method yields how complete the answers were; null when the Questionnaire does not say
 * @param rule what becomes of missing answers, in words
 */
record Calculation(Expression value, @Nullable Expression method, String rule) {

    private static final String VALUE = Sdc.url("calculatedExpression");
    private static final String METHOD = Canonicals.of("StructureDefinition", "score-method");
    private static final String RULE = Canonicals.of("StructureDefinition", "score-expression-rule");

    /** Empty for an item that is answered, not calculated. */
    static Optional<Calculation> of(JsonNode item) {
        JsonNode value = Extensions.first(item, VALUE).path("valueExpression");
        if (!value.isObject()) {
            return Optional.empty();
        }
        String place = " of item '" + item.path("linkId").asText() + "'";
        JsonNode method = Extensions.first(item, METHOD).path("valueExpression");
        return Optional.of(new Calculation(
                Expression.of(value, "calculatedExpression" + place),
                method.isObject() ? Expression.of(method, "score-method" + place) : null,
                Extensions.first(item, RULE).path("valueString").asText("")));
    }
}
