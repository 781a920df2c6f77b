package health.throughline.search.value;

import java.text.Normalizer;
import java.util.Locale;

/** String folding of R4 search: without case, accents and other combining marks, white space run together. */
public final class Folding {

    /** As much of a string as its index holds. */
    public static final int LENGTH = 200;

    private Folding() {}

    public static String fold(String text) {
        String plain = isAscii(text) ? text : withoutMarks(text);
        return plain.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    }

    /** The folded words of {@code text}, each after a blank; all but letters and digits only separates them. */
    public static String words(String text) {
        String folded = fold(text);
        StringBuilder words = new StringBuilder(folded.length() + 1);
        boolean within = false;
        for (int i = 0; i < folded.length(); ) {
            int point = folded.codePointAt(i);
            i += Character.charCount(point);
            boolean part =
                    Character.isLetterOrDigit(point) || Character.getType(point) == Character.COMBINING_SPACING_MARK;
            if (part && !within) {
                words.append(' ');
            }
            if (part) {
                words.appendCodePoint(point);
            }
            within = part;
        }
        return words.toString();
    }

    public static String cut(String folded) {
        if (folded.length() <= LENGTH) {
            return folded;
        }
        boolean splitsPair = Character.isHighSurrogate(folded.charAt(LENGTH - 1));
        return folded.substring(0, splitsPair ? LENGTH - 1 : LENGTH);
    }

    private static String withoutMarks(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        decomposed
                .codePoints()
                .filter(point -> Character.getType(point) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }
}
