package health.throughline.search.text;

import health.throughline.search.value.Folding;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words of several texts with their places, in any language: runs of letters and digits without case and accents;
 * where a script has no blanks between words, each of its characters is one.
 */
final class Words {

    /** As much of a word as counts. */
    private static final int LENGTH = 64;

    /** What PostgreSQL keeps: places up to this one, and so many of a word. */
    private static final int LAST_PLACE = 16_383;

    private static final int PLACES = 255;

    /** PostgreSQL's limit for one row is 1 MB; words beyond are not found. */
    private static final int BYTES = 1_000_000;

    private static final Set<UnicodeScript> WITHOUT_BLANKS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final Map<String, List<Integer>> places = new LinkedHashMap<>();
    private int place;

    /** The words of one text, in order. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        for (String word : Folding.words(text).split(" ")) {
            if (!word.isEmpty()) {
                split(word, words);
            }
        }
        return words;
    }

    private static void split(String word, List<String> words) {
        int start = 0;
        for (int i = 0; i < word.length(); ) {
            int point = word.codePointAt(i);
            int next = i + Character.charCount(point);
            if (point > 0x0e00 && WITHOUT_BLANKS.contains(UnicodeScript.of(point))) {
                if (start < i) {
                    words.add(cut(word.substring(start, i)));
                }
                words.add(word.substring(i, next));
                start = next;
            }
            i = next;
        }
        if (start < word.length()) {
            words.add(cut(word.substring(start)));
        }
    }

    private static String cut(String word) {
        if (word.length() <= LENGTH) {
            return word;
        }
        return word.substring(0, Character.isHighSurrogate(word.charAt(LENGTH - 1)) ? LENGTH - 1 : LENGTH);
    }

    /** A further text; no phrase reaches over its edges. */
    void add(String text) {
        for (String word : of(text)) {
            places.computeIfAbsent(word, key -> new ArrayList<>()).add(++place);
        }
        place++;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    boolean contain(String word) {
        return places.containsKey(word);
    }

    boolean containAny(String prefix) {
        return places.keySet().stream().anyMatch(word -> word.startsWith(prefix));
    }

    /** The places of a word, or of all that start with it. */
    List<Integer> places(String word, boolean prefix) {
        if (!prefix) {
            return places.getOrDefault(word, List.of());
        }
        return places.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(word))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }

    /** As PostgreSQL writes a tsvector, with the word {@code mark} before the others. */
    String vector(String mark) {
        StringBuilder vector = new StringBuilder("'").append(mark).append('\'');
        int bytes = 0;
        for (Map.Entry<String, List<Integer>> entry : places.entrySet()) {
            List<Integer> at = entry.getValue();
            int kept = Math.min(at.size(), PLACES);
            bytes += entry.getKey().getBytes(StandardCharsets.UTF_8).length + 2 * kept + 3;
            if (bytes > BYTES) {
                break;
            }
            vector.append(" '").append(entry.getKey()).append("':");
            for (int i = 0; i < kept; i++) {
                vector.append(i == 0 ? "" : ",").append(Math.min(at.get(i), LAST_PLACE));
            }
        }
        return vector.toString();
    }
}
