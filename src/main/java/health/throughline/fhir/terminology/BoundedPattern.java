package health.throughline.fhir.terminology;

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
            return pattern.matcher(new Counted(text, 0, text.length())).matches();
        } catch (StackOverflowError e) {
            throw refused("takes too much work");
        }
    }

    private static Refusal refused(String why) {
        return Refusal.invalid(
                "not-supported", "A filter with op 'regex' " + why + "; use a simpler one, or list the codes.", null);
    }

    /** Every look at a character counts. */
    private final class Counted implements CharSequence {

        private final String text;
        private final int start;
        private final int end;

        Counted(String text, int start, int end) {
            this.text = text;
            this.start = start;
            this.end = end;
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw refused("takes too much work");
            }
            return text.charAt(start + index);
        }

        @Override
        public int length() {
            return end - start;
        }

        @Override
        public CharSequence subSequence(int from, int to) {
            return new Counted(text, start + from, start + to);
        }

        @Override
        public String toString() {
            return text.substring(start, end);
        }
    }
}
