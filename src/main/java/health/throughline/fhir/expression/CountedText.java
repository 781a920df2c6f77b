package health.throughline.fhir.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text under a regular expression: every look at a character is counted, so that none goes on for ever. */
final class CountedText implements CharSequence {

    private static final int LOOKS_PER_UNIT = 100;

    private final String text;
    private final int start;
    private final int end;
    private final Budget budget;
    private int looks;

    private CountedText(String text, int start, int end, Budget budget) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.budget = budget;
    }

    static Matcher matcher(String pattern, String text, Budget budget) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(new CountedText(text, 0, text.length(), budget));
    }

    @Override
    public char charAt(int index) {
        if (++looks == LOOKS_PER_UNIT) {
            looks = 0;
            budget.spend(1);
        }
        return text.charAt(start + index);
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new CountedText(text, start + from, start + to, budget);
    }

    @Override
    public String toString() {
        return text.substring(start, end);
    }
}
