package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import health.throughline.fhir.expression.Values;
import java.math.BigDecimal;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;

/**
 * What an expression or an answer says.
 *
 * @param json as it is written in a resource
 * @param datatype FHIR's name of it
 */
record ScoreValue(JsonNode json, String datatype) {

    /** A number is a number, whatever datatype the expression came to: 12, 12.0 and the quantity are the same score. */
    static ScoreValue of(Base value) {
        Optional<BigDecimal> number = Values.number(value);
        return number.map(ScoreValue::number)
                .orElseGet(() -> new ScoreValue(
                        value instanceof Coding coding ? coding(coding) : Values.json(value), value.fhirType()));
    }

    static ScoreValue number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        return new ScoreValue(DecimalNode.valueOf(plain.scale() < 0 ? plain.setScale(0) : plain), "decimal");
    }

    private static JsonNode coding(Coding coding) {
        return Answers.coding(coding.getSystem(), coding.getCode(), coding.getDisplay());
    }

    /** The value of {@code answer}, an answer of a response. */
    static Optional<ScoreValue> answered(JsonNode answer) {
        return answer.properties().stream()
                .filter(child -> child.getKey().startsWith("value"))
                .map(child -> of(child.getValue(), child.getKey().substring("value".length())))
                .findFirst();
    }

    private static ScoreValue of(JsonNode json, String suffix) {
        boolean complex = json.isObject();
        return new ScoreValue(json, complex ? suffix : Character.toLowerCase(suffix.charAt(0)) + suffix.substring(1));
    }

    Optional<BigDecimal> number() {
        if (json.isNumber()) {
            return Optional.of(json.decimalValue());
        }
        return json.path("value").isNumber() ? Optional.of(json.path("value").decimalValue()) : Optional.empty();
    }

    /** Whether both say the same, however they write it. */
    boolean same(ScoreValue other) {
        if (json.path("code").isTextual() && !json.path("value").isNumber()) {
            return json.path("code").equals(other.json.path("code"))
                    && json.path("system").equals(other.json.path("system"));
        }
        Optional<BigDecimal> number = number();
        return number.isPresent()
                ? other.number()
                        .filter(that -> that.compareTo(number.get()) == 0)
                        .isPresent()
                : json.equals(other.json);
    }
}
