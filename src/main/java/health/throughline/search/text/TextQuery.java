package health.throughline.search.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a full text must say; as PostgreSQL's tsquery, and as a test of words at hand. */
sealed interface TextQuery {

    /** The words quoted, and made of nothing but letters and digits. */
    String tsquery();

    boolean holds(Words words);

    /** Words one after the other; one word mostly. The last may be the start of a word only. */
    record Phrase(List<String> words, boolean prefix) implements TextQuery {

        @Override
        public String tsquery() {
            String all = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" <-> ", "(", ""));
            return all + (prefix ? ":*)" : ")");
        }

        @Override
        public boolean holds(Words said) {
            Set<Integer> ends = null;
            for (int i = 0; i < words.size(); i++) {
                boolean open = prefix && i == words.size() - 1;
                Set<Integer> here = new HashSet<>();
                for (int place : said.places(words.get(i), open)) {
                    if (ends == null || ends.contains(place - 1)) {
                        here.add(place);
                    }
                }
                ends = here;
            }
            return ends != null && !ends.isEmpty();
        }
    }

    /** All of them. */
    record All(List<TextQuery> parts) implements TextQuery {

        @Override
        public String tsquery() {
            return parts.stream().map(TextQuery::tsquery).collect(Collectors.joining(" & ", "(", ")"));
        }

        @Override
        public boolean holds(Words words) {
            return parts.stream().allMatch(part -> part.holds(words));
        }
    }

    /** Any of them. */
    record Any(List<TextQuery> parts) implements TextQuery {

        @Override
        public String tsquery() {
            return parts.stream().map(TextQuery::tsquery).collect(Collectors.joining(" | ", "(", ")"));
        }

        @Override
        public boolean holds(Words words) {
            return parts.stream().anyMatch(part -> part.holds(words));
        }
    }

    /** Not that. */
    record Not(TextQuery part) implements TextQuery {

        @Override
        public String tsquery() {
            return "!" + part.tsquery();
        }

        @Override
        public boolean holds(Words words) {
            return !part.holds(words);
        }
    }
}
