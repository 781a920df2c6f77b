package health.throughline.fhir.structure;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** The formats of R4's number datatypes. */
final class Numbers {

    private static final int MAX_EXPONENT = 400;

    private Numbers() {}

    static boolean isInteger(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToInt();
    }

    static boolean isPositive(JsonNode value) {
        return isInteger(value) && value.intValue() > 0;
    }

    static boolean isUnsigned(JsonNode value) {
        return isInteger(value) && value.intValue() >= 0;
    }

    static boolean isDecimal(JsonNode value) {
        if (value.isIntegralNumber()) {
            return true;
        }
        if (!value.isBigDecimal()) {
            return Double.isFinite(value.doubleValue());
        }
        BigDecimal number = value.decimalValue();
        long exponent = (long) number.precision() - number.scale();
        return Math.abs((long) number.scale()) <= MAX_EXPONENT && Math.abs(exponent) <= MAX_EXPONENT;
    }
}
