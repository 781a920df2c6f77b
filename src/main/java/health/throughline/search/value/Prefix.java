package health.throughline.search.value;

import java.util.Locale;

/** The comparison prefixes of numbers, dates and quantities. */
public enum Prefix {
    EQ,
    NE,
    GT,
    LT,
    GE,
    LE,
    SA,
    EB,
    AP;

    /** A value with its prefix taken off. */
    public record Value(Prefix prefix, String text) {}

    /** Two letters before a digit or sign; none means equals. */
    public static Value parse(String text) {
        if (text.length() > 2 && Character.isLetter(text.charAt(0)) && Character.isLetter(text.charAt(1))) {
            for (Prefix prefix : values()) {
                if (text.startsWith(prefix.name().toLowerCase(Locale.ROOT))) {
                    return new Value(prefix, text.substring(2));
                }
            }
        }
        return new Value(EQ, text);
    }
}
