package health.throughline.program.warning;

import health.throughline.fhir.ResourceKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a programme has set of a rule; the ActivityDefinition that ships gives the defaults.
 *
 * @param version of the definition that they are of
 * @param values by name
 */
public record RuleParameters(String code, String version, Mode mode, Map<String, String> values) {

    private static final String INFORMATION = "info";

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
        return severity("severity");
    }

    /** What is for information only is low, and {@link #informs()}. */
    public Warning.Severity severity(String name) {
        String text = text(name);
        return text.equals(INFORMATION)
                ? Warning.Severity.LOW
                : Warning.Severity.valueOf(text.toUpperCase(Locale.ROOT));
    }

    /** Whether what is found is for the dashboard only. */
    public boolean informs() {
        return text("severity").equals(INFORMATION);
    }

    /** A warning of this rule, with the severity that is set. */
    public Warning warning(Instant window, String text, List<ResourceKey> evidence) {
        return warning(severity(), window, text, evidence);
    }

    public Warning warning(Warning.Severity severity, Instant window, String text, List<ResourceKey> evidence) {
        return new Warning(code, severity, informs(), window, text, evidence);
    }
}
