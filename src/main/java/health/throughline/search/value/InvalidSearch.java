package health.throughline.search.value;

import health.throughline.fhir.Refusal;
import java.util.regex.Pattern;

/** A search that cannot be understood; the message names the parameter and what it takes, never a value. */
public final class InvalidSearch extends Refusal {

    private static final long serialVersionUID = 1L;

    /** What may be repeated of a request: names, and nothing that could be a value or a control character. */
    private static final Pattern NAME = Pattern.compile("_?[A-Za-z][A-Za-z0-9_.:-]{0,63}");

    private static final Pattern MODIFIER = Pattern.compile("[A-Za-z-]{1,32}");

    public InvalidSearch(String diagnostics) {
        super(Reason.INVALID, diagnostics);
    }

    public static InvalidSearch value(String code, String takes) {
        return new InvalidSearch("Search parameter '" + code + "' has a value it cannot take; it takes " + takes + ".");
    }

    public static InvalidSearch modifier(String code, String modifier, String takes) {
        String named = MODIFIER.matcher(modifier).matches()
                ? "Modifier ':" + modifier + "' does not fit search parameter '" + code + "'; "
                : "The modifier of search parameter '" + code + "' does not fit it; ";
        return new InvalidSearch(named + takes + ".");
    }

    /** The parameter that a client calls {@code name}, at the start of a sentence. */
    public static String parameter(String name) {
        return NAME.matcher(name).matches() ? "Search parameter '" + name + "'" : "Search parameter with this name";
    }

    /** The same, said of the parameter whose value asks for it. */
    public InvalidSearch of(String parameter) {
        String text = String.valueOf(getMessage());
        return text.contains("'" + parameter + "'") ? this : new InvalidSearch("'" + parameter + "': " + text);
    }
}
