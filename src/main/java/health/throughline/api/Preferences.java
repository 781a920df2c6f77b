package health.throughline.api;

import java.util.Locale;

/**
 * What the Prefer header asks for.
 *
 * @see <a href="https://hl7.org/fhir/R4/http.html#ops">R4 RESTful API, managing return content</a>
 */
public record Preferences(Return content, boolean lenient) {

    /** What a write gives back. */
    public enum Return {
        MINIMAL,
        REPRESENTATION,
        OPERATION_OUTCOME
    }

    /** Whether the caller wants to be told of findings that refuse nothing. */
    public static boolean findingsWanted(FhirRequest request) {
        return of(request).content() == Return.OPERATION_OUTCOME;
    }

    public static Preferences of(FhirRequest request) {
        Return content = Return.REPRESENTATION;
        boolean lenient = false;
        for (String part : request.header("Prefer").orElse("").split("[,;]")) {
            switch (part.strip().toLowerCase(Locale.ROOT)) {
                case "return=minimal" -> content = Return.MINIMAL;
                case "return=representation" -> content = Return.REPRESENTATION;
                case "return=operationoutcome" -> content = Return.OPERATION_OUTCOME;
                case "handling=lenient" -> lenient = true;
                case "handling=strict" -> lenient = false;
                default -> {
                    // other preferences are for others
                }
            }
        }
        return new Preferences(content, lenient);
    }
}
