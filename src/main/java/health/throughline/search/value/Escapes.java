package health.throughline.search.value;

import java.util.ArrayList;
import java.util.List;

/** Splitting and unescaping of values (R4 search, 3.1.1.4.0.2: {@code \,} {@code \|} {@code \$} {@code \\}). */
public final class Escapes {

    private Escapes() {}

    /** Splits at unescaped {@code separator}s; the parts stay escaped. */
    public static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    public static String unescape(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escape = c == '\\' && i + 1 < text.length() && ",|$\\".indexOf(text.charAt(i + 1)) >= 0;
            plain.append(escape ? text.charAt(++i) : c);
        }
        return plain.toString();
    }
}
