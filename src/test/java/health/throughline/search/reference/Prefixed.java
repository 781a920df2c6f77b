package health.throughline.search.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** https://hl7.org/fhir/R4/search.html#prefix: a value with its comparison, eq when none is written. */
record Prefixed(String prefix, String value) {

    private static final Pattern SHAPE = Pattern.compile("(eq|ne|gt|lt|ge|le|sa|eb|ap)?(.*)", Pattern.DOTALL);

    static Prefixed of(String text) {
        Matcher parts = SHAPE.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new Prefixed(parts.group(1) == null ? "eq" : parts.group(1), parts.group(2));
    }
}
