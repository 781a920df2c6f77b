package health.throughline.search.value;

import health.throughline.fhir.Refusal;

/** A search that cannot be understood; the message names the parameter and what it takes, never a value. */
public final class InvalidSearch extends Refusal {

    private static final long serialVersionUID = 1L;

    public InvalidSearch(String diagnostics) {
        super(Reason.INVALID, diagnostics);
    }

    public static InvalidSearch value(String code, String takes) {
        return new InvalidSearch("Search parameter '" + code + "' has a value it cannot take; it takes " + takes + ".");
    }

    public static InvalidSearch modifier(String code, String modifier, String takes) {
        return new InvalidSearch(
                "Modifier ':" + modifier + "' does not fit search parameter '" + code + "'; " + takes + ".");
    }
}
