package health.throughline.search.type;

import health.throughline.fhir.Refusal;

/** A search that cannot be understood; the message names the parameter and what it takes, never a value. */
public final class InvalidSearch extends Refusal {

    private static final long serialVersionUID = 1L;

    public InvalidSearch(String diagnostics) {
        super(Reason.INVALID, diagnostics);
    }

    static InvalidSearch value(String code, String takes) {
        return new InvalidSearch("Search parameter '" + code + "' has a value it cannot take; it takes " + takes + ".");
    }

    static InvalidSearch modifier(Asked asked, String takes) {
        return new InvalidSearch("Modifier ':" + asked.modifier() + "' does not fit search parameter '" + asked.code()
                + "'; " + takes + ".");
    }
}
