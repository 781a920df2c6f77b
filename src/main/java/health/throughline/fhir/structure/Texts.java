package health.throughline.fhir.structure;

/** The formats of R4's text datatypes, read once from left to right. */
final class Texts {

    static final String STRING =
            "text of at most 1048576 characters without control characters (tab and line ends are allowed)";

    private static final int MAX_LENGTH = 1024 * 1024;
    private static final int MAX_ID_LENGTH = 64;
    private static final String OID = "urn:oid:";
    private static final String UUID = "urn:uuid:";
    private static final int UUID_LENGTH = 36;

    private Texts() {}

    static boolean isString(String text) {
        return text.length() <= MAX_LENGTH && isClean(text);
    }

    /** No control characters but tab and line ends, no half of a surrogate pair, nothing XML cannot carry. */
    static boolean isClean(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                if (c != '\t' && c != '\n' && c != '\r') {
                    return false;
                }
            } else if (c >= Character.MIN_SURROGATE) {
                if (!isCleanAt(text, i)) {
                    return false;
                }
                i += Character.isHighSurrogate(c) ? 1 : 0;
            }
        }
        return true;
    }

    private static boolean isCleanAt(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        return !Character.isLowSurrogate(c) && c < '\uFFFE';
    }

    static boolean isCode(String text) {
        boolean blankBefore = true;
        for (int i = 0; i < text.length(); i++) {
            boolean blank = isBlank(text.charAt(i));
            if (blank && blankBefore) {
                return false;
            }
            blankBefore = blank;
        }
        return !blankBefore && isClean(text);
    }

    static boolean isId(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (!isLetter(c) && !isDigit(c) && c != '-' && c != '.') {
                return false;
            }
        }
        return length >= 1 && length <= MAX_ID_LENGTH;
    }

    static boolean isUri(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isBlank(text.charAt(i))) {
                return false;
            }
        }
        return isClean(text);
    }

    static boolean isOid(String text) {
        int start = OID.length();
        if (!text.startsWith(OID) || text.length() < start + 3 || text.charAt(start) > '2') {
            return false;
        }
        String[] arcs = text.substring(start).split("\\.", -1);
        for (String arc : arcs) {
            if (!isArc(arc)) {
                return false;
            }
        }
        return arcs.length > 1 && arcs[0].length() == 1;
    }

    private static boolean isArc(String arc) {
        for (int i = 0; i < arc.length(); i++) {
            if (!isDigit(arc.charAt(i))) {
                return false;
            }
        }
        return !arc.isEmpty() && (arc.charAt(0) != '0' || arc.length() == 1);
    }

    static boolean isUuid(String text) {
        int start = UUID.length();
        if (!text.startsWith(UUID) || text.length() != start + UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = text.charAt(start + i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : !isDigit(c) && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    static boolean isBase64(String text) {
        int digits = 0;
        int padding = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=') {
                padding++;
            } else if (isLetter(c) || isDigit(c) || c == '+' || c == '/') {
                digits++;
                if (padding > 0) {
                    return false;
                }
            } else if (!isBlank(c)) {
                return false;
            }
        }
        return digits > 0 && padding <= 2 && (digits + padding) % 4 == 0;
    }

    static boolean isBlank(char c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
