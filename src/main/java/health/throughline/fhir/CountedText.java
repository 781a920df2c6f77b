package health.throughline.fhir;

/** A text under a regular expression: every look at a character is told, so that whoever counts them can end it. */
public final class CountedText implements CharSequence {

    private final String text;
    private final int start;
    private final int end;
    private final Runnable look;

    /** @param look is called before each look at a character, and throws when there were enough */
    public CountedText(String text, Runnable look) {
        this(text, 0, text.length(), look);
    }

    private CountedText(String text, int start, int end, Runnable look) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.look = look;
    }

    @Override
    public char charAt(int index) {
        look.run();
        return text.charAt(start + index);
    }

    @Override
    public int length() {
        return end - start;
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return new CountedText(text, start + from, start + to, look);
    }

    @Override
    public String toString() {
        return text.substring(start, end);
    }
}
