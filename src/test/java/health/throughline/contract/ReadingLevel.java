package health.throughline.contract;

import java.util.Collection;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many years of school a text asks for, by the formula of Flesch and Kincaid. */
final class ReadingLevel {

    private static final Pattern SENTENCE_END = Pattern.compile("[.?!:…]+(?:\\s|$)");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9'-]+");
    private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

    private ReadingLevel() {}

    static double of(Collection<String> texts) {
        int sentences = 0;
        int words = 0;
        int syllables = 0;
        for (String text : texts) {
            for (String sentence : SENTENCE_END.split(text)) {
                int before = words;
                for (Matcher word = WORD.matcher(sentence); word.find(); words++) {
                    syllables += syllables(word.group());
                }
                sentences += words > before ? 1 : 0;
            }
        }
        return words == 0 ? 0 : 0.39 * words / sentences + 11.8 * syllables / words - 15.59;
    }

    /** Of each part of a word with hyphens; by groups of vowels, without those that are silent at the end. */
    static int syllables(String word) {
        int syllables = 0;
        for (String part : word.toLowerCase(Locale.ROOT).split("-")) {
            String letters = part.replaceAll("[^a-z]", "");
            int groups = (int) VOWELS.matcher(letters).results().count();
            boolean silent = letters.endsWith("e") && !letters.endsWith("le") && !letters.endsWith("ee")
                    || letters.endsWith("ed") && !letters.endsWith("ted") && !letters.endsWith("ded")
                    || letters.endsWith("es") && !letters.matches(".*(s|x|z|ch|sh|c|g)es");
            syllables += Math.max(1, silent && groups > 1 ? groups - 1 : groups);
        }
        return syllables;
    }
}
