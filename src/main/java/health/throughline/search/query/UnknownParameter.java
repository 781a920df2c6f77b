package health.throughline.search.query;

import health.throughline.search.value.InvalidSearch;

/** A parameter that does not exist; lenient handling leaves it out. */
public final class UnknownParameter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String diagnostics;

    UnknownParameter(String diagnostics) {
        super(diagnostics, null, false, false);
        this.diagnostics = diagnostics;
    }

    /** The same, said of the parameter that asks for it. */
    UnknownParameter of(String parameter) {
        return diagnostics.startsWith("'") ? this : new UnknownParameter("'" + parameter + "': " + diagnostics);
    }

    /** The refusal that strict handling answers with. */
    public InvalidSearch refusal() {
        return new InvalidSearch(diagnostics);
    }
}
