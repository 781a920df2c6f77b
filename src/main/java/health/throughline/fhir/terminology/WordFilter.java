package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.terminology.Expansion.Member;
import java.util.ArrayList;
import java.util.List;

/** Finds codes as a person types: each word starts a word of the display or of a designation, or the code itself. */
public final class WordFilter {

    private final List<String> words;

    public WordFilter(String text) {
        this.words = Words.of(text);
    }

    public boolean matches(Member member) {
        if (words.isEmpty()) {
            return true;
        }
        List<String> there = new ArrayList<>(Words.of(member.display()));
        there.addAll(Words.of(member.code()));
        for (JsonNode designation : member.node().path("designation")) {
            there.addAll(Words.of(designation.path("value").asText("")));
        }
        return words.stream().allMatch(word -> there.stream().anyMatch(one -> one.startsWith(word)));
    }
}
