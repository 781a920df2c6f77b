package health.throughline.search.reference;

import org.hl7.fhir.r4.model.Base;

/** https://hl7.org/fhir/R4/search.html#uri: the same URI, or one above or below it in its path. */
final class UriMatch {

    private UriMatch() {}

    static boolean matches(Base value, String modifier, String asked) {
        String uri = value.primitiveValue();
        String wanted = Escaped.plain(asked);
        return switch (modifier) {
            case "above" -> below(wanted, uri);
            case "below" -> below(uri, wanted);
            default -> wanted.equals(uri);
        };
    }

    private static boolean below(String lower, String upper) {
        return lower.equals(upper) || lower.startsWith(upper.endsWith("/") ? upper : upper + "/");
    }
}
