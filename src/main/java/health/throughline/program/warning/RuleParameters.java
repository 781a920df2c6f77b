package health.throughline.program.warning;

import java.math.BigDecimal;
import java.util.Map;

/**
 * What a programme has set of a rule; the ActivityDefinition that ships gives the defaults.
 *
 * @param version of the definition that they are of
 * @param values by name
 */
public record RuleParameters(String code, String version, Mode mode, Map<String, String> values) {

    /** What a rule does with what it finds. */
    public enum Mode {
        /** Raises alerts. */
        ACTIVE,
        /** Counts what it would have raised. */
        SHADOW,
        OFF
    }

    public RuleParameters {
        values = Map.copyOf(values);
    }

    /** @throws IllegalStateException when the definition does not name it: a defect of the definition */
    public double number(String name) {
        return new BigDecimal(text(name)).doubleValue();
    }

    public int whole(String name) {
        return (int) Math.round(number(name));
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("alert-" + code + " lacks the parameter '" + name + "'");
        }
        return value;
    }

    public Warning.Severity severity() {
        return Warning.Severity.valueOf(text("severity").toUpperCase(java.util.Locale.ROOT));
    }
}
