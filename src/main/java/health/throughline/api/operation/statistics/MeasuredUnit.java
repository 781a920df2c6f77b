package health.throughline.api.operation.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * The unit of a measurement.
 *
 * @param system of the code; empty when there is none
 * @param code or, without one, the unit as written
 */
record MeasuredUnit(String system, String code, String display) {

    static final String UCUM = "http://unitsofmeasure.org";

    /** Of scores and other plain numbers. */
    static final MeasuredUnit ONE = new MeasuredUnit(UCUM, "1", "");

    private static final MathContext PRECISION = new MathContext(10);

    static MeasuredUnit of(JsonNode quantity) {
        String unit = quantity.path("unit").asText("");
        String code = quantity.path("code").asText("");
        if (code.isEmpty() && unit.isEmpty()) {
            return ONE;
        }
        return code.isEmpty()
                ? new MeasuredUnit("", unit, unit)
                : new MeasuredUnit(quantity.path("system").asText(""), code, unit.isEmpty() ? code : unit);
    }

    /** How many of {@code other} one of this is; empty when they do not measure the same. */
    OptionalDouble factorTo(MeasuredUnit other) {
        boolean same = system.equals(other.system) && code.equals(other.code);
        boolean numbers = isNumber() && other.isNumber();
        return same || numbers ? OptionalDouble.of(1) : OptionalDouble.empty();
    }

    /** UCUM's annotations in braces stand for the number one: {score}. */
    private boolean isNumber() {
        return system.equals(UCUM) && (code.equals("1") || code.matches("\\{[^{}]*}"));
    }

    MeasuredUnit squared() {
        return isNumber() ? ONE : changed("(" + code + ")2", display + "²");
    }

    MeasuredUnit perDay() {
        return isNumber() ? new MeasuredUnit(UCUM, "/d", "/d") : changed(code + "/d", display + "/d");
    }

    private MeasuredUnit changed(String newCode, String newDisplay) {
        return new MeasuredUnit(system, newCode, newDisplay);
    }

    /** {@code value} of this unit as a Quantity, with ten significant digits. */
    ObjectNode quantity(double value) {
        BigDecimal number = new BigDecimal(value).round(PRECISION).stripTrailingZeros();
        ObjectNode quantity = FhirJson.object();
        quantity.put("value", number.scale() < 0 ? number.setScale(0) : number);
        if (!display.isEmpty()) {
            quantity.put("unit", display);
        }
        if (!system.isEmpty()) {
            quantity.put("system", system).put("code", code);
        }
        return quantity;
    }
}
