package health.throughline.search.value;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/**
 * String folding of R4 search: without case, accents and punctuation; dashes and slashes are white space, and white space
 * is run together. A text that is nothing but punctuation keeps it.
 */
public final class Folding {

    /** As much of a string as its index holds. */
    public static final int LENGTH = 200;

    /** Letters with a stroke and ligatures, which Unicode does not decompose; and the sigma that ends a word. */
    private static final Map<Character, String> PLAIN = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('ø', "o"),
            Map.entry('ł', "l"),
            Map.entry('đ', "d"),
            Map.entry('ð', "d"),
            Map.entry('þ', "th"),
            Map.entry('ħ', "h"),
            Map.entry('ŧ', "t"),
            Map.entry('ŋ', "n"),
            Map.entry('ĸ', "k"),
            Map.entry('ı', "i"),
            Map.entry('ς', "σ"));

    /** Modifier letters and signs that stand for an apostrophe. */
    private static final String APOSTROPHES = "`´ʹʻʼʽʾʿˈ";

    private Folding() {}

    public static String fold(String text) {
        String small = small(text);
        String plain = plain(small, false);
        return plain.isEmpty() ? plain(small, true) : plain;
    }

    private static String small(String text) {
        return isAscii(text) ? text.toLowerCase(Locale.ROOT) : decomposed(text);
    }

    /** The folded words of {@code text}, each after a blank; all but letters and digits only separates them. */
    public static String words(String text) {
        String folded = plain(small(text), true);
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

    /** In small letters, and these without their marks. */
    private static String decomposed(String text) {
        StringBuilder signs = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            signs.append(APOSTROPHES.indexOf(c) < 0 ? c : '\'');
        }
        String apart = Normalizer.normalize(signs, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        StringBuilder letters = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            String known = c < 128 ? null : PLAIN.get(c);
            letters.append(known == null ? String.valueOf(c) : known);
        }
        return letters.toString();
    }

    private static String plain(String text, boolean punctuated) {
        StringBuilder plain = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (isSpace(point, punctuated)) {
                space = !plain.isEmpty();
            } else if (counts(point, punctuated)) {
                plain.append(space ? " " : "").appendCodePoint(point);
                space = false;
            }
        }
        return plain.toString();
    }

    private static boolean isSpace(int point, boolean punctuated) {
        if (point < 128) {
            return point <= ' ' || !punctuated && (point == '-' || point == '/');
        }
        return Character.isWhitespace(point)
                || Character.isSpaceChar(point)
                || !punctuated && Character.getType(point) == Character.DASH_PUNCTUATION;
    }

    private static boolean counts(int point, boolean punctuated) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.CONTROL -> false;
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> punctuated;
            default -> point != '`' || punctuated;
        };
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
