package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.terminology.Expansion.Member;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds codes as a person types: each word starts a word of the display or of a designation, or the code itself. */
public final class WordFilter {

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private final List<String> words;

    public WordFilter(String text) {
        this.words = words(text);
    }

    private static List<String> words(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return BETWEEN.splitAsStream(plain).filter(word -> !word.isEmpty()).toList();
    }

    public boolean matches(Member member) {
        if (words.isEmpty()) {
            return true;
        }
        List<String> there = new ArrayList<>(words(member.display()));
        there.addAll(words(member.code()));
        for (JsonNode designation : member.node().path("designation")) {
            there.addAll(words(designation.path("value").asText("")));
        }
        return words.stream().allMatch(word -> there.stream().anyMatch(one -> one.startsWith(word)));
    }
}
