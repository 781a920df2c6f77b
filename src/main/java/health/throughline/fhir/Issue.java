package health.throughline.fhir;

import org.jspecify.annotations.Nullable;

/**
 * One line of an OperationOutcome: what is wrong, where, and how to mend it. Never holds patient data.
 *
 * @param expression FHIRPath of the element concerned, e.g. {@code Observation.component[2].code}; null when none
 */
public record Issue(
        Severity severity,
        String code,
        String diagnostics,
        @Nullable String expression) {

    /** The severities of OperationOutcome.issue that the server emits. */
    public enum Severity {
        ERROR("error"),
        WARNING("warning"),
        INFORMATION("information");

        private final String code;

        Severity(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    public static Issue error(String code, String diagnostics, @Nullable String expression) {
        return new Issue(Severity.ERROR, code, diagnostics, expression);
    }

    public static Issue warning(String code, String diagnostics) {
        return new Issue(Severity.WARNING, code, diagnostics, null);
    }

    public static Issue information(String diagnostics) {
        return new Issue(Severity.INFORMATION, "informational", diagnostics, null);
    }
}
