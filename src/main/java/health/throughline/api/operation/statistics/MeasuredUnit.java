package health.throughline.api.operation.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.unit.Ucum;
import health.throughline.fhir.unit.UcumUnit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The unit of a measurement.
 *
 * @param system of the code; empty when there is none
 * @param code or, without one, the unit as written
 */
record MeasuredUnit(String system, String code, String display) {

    /** Of scores and other plain numbers. */
    static final MeasuredUnit ONE = new MeasuredUnit(Ucum.SYSTEM, "1", "");

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
        if (same || numbers) {
            return OptionalDouble.of(1);
        }
        Optional<UcumUnit> mine = ofUcum();
        Optional<UcumUnit> theirs = other.ofUcum();
        boolean alike = mine.isPresent()
                && theirs.isPresent()
                && mine.get().dimension().equals(theirs.get().dimension());
        return alike
                ? OptionalDouble.of(mine.get()
                        .factor()
                        .divide(theirs.get().factor(), MathContext.DECIMAL64)
                        .doubleValue())
                : OptionalDouble.empty();
    }

    private Optional<UcumUnit> ofUcum() {
        return system.equals(Ucum.SYSTEM) ? Ucum.unit(code) : Optional.empty();
    }

    /** UCUM's annotations in braces stand for the number one: {score}. */
    private boolean isNumber() {
        return system.equals(Ucum.SYSTEM) && (code.equals("1") || code.matches("\\{[^{}]*}"));
    }

    MeasuredUnit squared() {
        return isNumber() ? ONE : changed("(" + code + ")2", display + "²");
    }

    MeasuredUnit perDay() {
        return isNumber() ? new MeasuredUnit(Ucum.SYSTEM, "/d", "/d") : changed(code + "/d", display + "/d");
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
