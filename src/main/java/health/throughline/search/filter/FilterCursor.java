package health.throughline.search.filter;

import health.throughline.search.value.InvalidSearch;

/** A place in the text of a filter, and what can be read from there. */
final class FilterCursor {

    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String ESCAPES = "\"\\/\b\f\n\r\t";
    private static final int HEX = 16;
    private static final int HEX_DIGITS = 4;

    private final String text;
    private int at;

    FilterCursor(String text) {
        this.text = text;
    }

    int position() {
        return at + 1;
    }

    boolean atEnd() {
        return at == text.length();
    }

    /** Passes over white space; returns whether there was any. */
    boolean blanks() {
        int from = at;
        while (!atEnd() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at > from;
    }

    boolean take(char expected) {
        boolean there = !atEnd() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }

    /** Takes {@code word} where it stands alone. */
    boolean take(String word) {
        int end = at + word.length();
        boolean there = text.startsWith(word, at) && (end == text.length() || !isNameChar(text.charAt(end)));
        at = there ? end : at;
        return there;
    }

    /** Takes {@code not} where a parenthesis follows; elsewhere it is a name like any other. */
    boolean takeNot() {
        int from = at;
        if (take("not")) {
            blanks();
            if (!atEnd() && text.charAt(at) == '(') {
                return true;
            }
        }
        at = from;
        return false;
    }

    /** The name of a parameter, with the colons of {@code _has} or of a target type; empty when none starts here. */
    String name() {
        int from = at;
        boolean starts = !atEnd() && isNameChar(text.charAt(at)) && !Character.isDigit(text.charAt(at));
        while (starts && !atEnd() && (isNameChar(text.charAt(at)) || text.charAt(at) == ':')) {
            at++;
        }
        return text.substring(from, at);
    }

    private static boolean isNameChar(char c) {
        return c == '_' || c == '-' || (c < 128 && Character.isLetterOrDigit(c));
    }

    /** A JSON string, or everything up to white space, a parenthesis or a bracket. */
    String value() {
        if (!atEnd() && text.charAt(at) == '"') {
            return string();
        }
        int from = at;
        while (!atEnd() && !Character.isWhitespace(text.charAt(at)) && ")]".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == from) {
            throw expected("a value: text in double quotes, or a word without blanks, ')' and ']'");
        }
        return text.substring(from, at);
    }

    private String string() {
        int from = at;
        at++;
        StringBuilder value = new StringBuilder();
        while (!atEnd() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            value.append(c == '\\' ? escaped() : c);
        }
        if (!take('"')) {
            at = from;
            throw expected("a text that ends with a double quote");
        }
        return value.toString();
    }

    private char escaped() {
        char c = atEnd() ? ' ' : text.charAt(at++);
        int known = ESCAPED.indexOf(c);
        if (known >= 0) {
            return ESCAPES.charAt(known);
        }
        int code = c == 'u' ? hex() : 0;
        if (code == 0) {
            throw expected("one of the escapes of JSON before this place");
        }
        return (char) code;
    }

    /** The character that four hexadecimal digits name; 0, which no text of FHIR holds, when they do not. */
    private int hex() {
        int code = 0;
        for (int i = 0; i < HEX_DIGITS; i++) {
            int digit = atEnd() ? -1 : Character.digit(text.charAt(at++), HEX);
            if (digit < 0) {
                return 0;
            }
            code = code * HEX + digit;
        }
        return code;
    }

    InvalidSearch expected(String what) {
        return refusal(position(), "expected " + what);
    }

    static InvalidSearch refusal(int position, String what) {
        return new InvalidSearch("Search parameter '_filter' at position " + position + ": " + what + ".");
    }
}
