package health.throughline.search.reference;

import java.util.ArrayList;
import java.util.List;

/** https://hl7.org/fhir/R4/search.html#escaping: {@code \,} {@code \|} {@code \$} and {@code \\}. */
final class Escaped {

    private Escaped() {}

    /** Splits where {@code separator} is not escaped; the parts stay escaped. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean escaped = false;
        for (char c : text.toCharArray()) {
            if (c == separator && !escaped) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
            escaped = c == '\\' && !escaped;
        }
        parts.add(part.toString());
        return parts;
    }

    static String plain(String text) {
        return text.replaceAll("\\\\([,|$\\\\])", "$1");
    }

    static String escape(String text) {
        return text.replaceAll("([\\\\,|$])", "\\\\$1");
    }
}
