package health.throughline.fhir.terminology;

import health.throughline.fhir.CountedText;
import health.throughline.fhir.Refusal;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression whose work is counted, so that none can keep the server busy. */
final class BoundedPattern {

    private static final int LENGTH = 500;
    private static final int TEXT = 2_000;
    private static final long WORK = 20_000_000;

    private final Pattern pattern;
    private long left = WORK;

    /** @throws Refusal when it is not a regular expression, or too long a one */
    BoundedPattern(String expression) {
        if (expression.length() > LENGTH) {
            throw refused("is longer than " + LENGTH + " characters");
        }
        try {
            pattern = Pattern.compile(expression);
        } catch (PatternSyntaxException e) {
            throw refused("is not a regular expression");
        }
    }

    /** Whether all of {@code text} matches. */
    boolean matches(String text) {
        if (text.length() > TEXT) {
            throw refused("is asked of a value longer than " + TEXT + " characters");
        }
        try {
            return pattern.matcher(new CountedText(text, this::look)).matches();
        } catch (StackOverflowError e) {
            throw refused("takes too much work");
        }
    }

    private static Refusal refused(String why) {
        return Refusal.invalid(
                "not-supported", "A filter with op 'regex' " + why + "; use a simpler one, or list the codes.", null);
    }

    private void look() {
        if (--left < 0) {
            throw refused("takes too much work");
        }
    }
}
