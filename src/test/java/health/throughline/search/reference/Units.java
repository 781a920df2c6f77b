package health.throughline.search.reference;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** The UCUM units that the proof's data use, each as a multiple of one unit of its dimension. */
final class Units {

    static final String UCUM = "http://unitsofmeasure.org";

    private static final Map<String, Unit> KNOWN = Map.ofEntries(
            unit("kg", "g", "1000"),
            unit("g", "g", "1"),
            unit("mg", "g", "0.001"),
            unit("ug", "g", "0.000001"),
            unit("ng", "g", "0.000000001"),
            unit("L", "L", "1"),
            unit("dL", "L", "0.1"),
            unit("mL", "L", "0.001"),
            unit("m", "m", "1"),
            unit("cm", "m", "0.01"),
            unit("mm", "m", "0.001"),
            unit("km", "m", "1000"),
            unit("s", "s", "1"),
            unit("min", "s", "60"),
            unit("h", "s", "3600"),
            unit("d", "s", "86400"),
            unit("g/L", "g/L", "1"),
            unit("mg/dL", "g/L", "0.01"),
            unit("ng/mL", "g/L", "0.000001"),
            unit("/min", "/s", "0.01666666666666666666666666667"),
            unit("%", "1", "0.01"),
            unit("1", "1", "1"));

    private Units() {}

    /** A unit as so many of the dimension's own. */
    record Unit(String dimension, BigDecimal factor) {}

    private static Map.Entry<String, Unit> unit(String code, String dimension, String factor) {
        return Map.entry(code, new Unit(dimension, new BigDecimal(factor)));
    }

    /** What stands in braces says what is counted, and does not change the unit. */
    static Optional<Unit> of(String system, String code) {
        String bare = code.replaceAll("\\{[^}]*}", "");
        return system.equals(UCUM) ? Optional.ofNullable(KNOWN.get(bare.isEmpty() ? "1" : bare)) : Optional.empty();
    }
}
