package health.throughline.search.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.search.value.InvalidSearch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person types is what is asked. */
class TextQueryTest {

    private static Words words(String... texts) {
        Words words = new Words();
        for (String text : texts) {
            words.add(text);
        }
        return words;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "Anxiety;                 ('anxiety')",
                "low mood;                (('low') & ('mood'))",
                "low or mood;             (('low') | ('mood'))",
                "low OR mood sleep;       (('low') | (('mood') & ('sleep')))",
                "(bone OR liver) and metastases; ((('bone') | ('liver')) & ('metastases'))",
                "\"panic attack\";        ('panic' <-> 'attack')",
                "follow-up;               ('follow' <-> 'up')",
                "anx*;                    ('anx':*)",
                "follow-u*;               ('follow' <-> 'u':*)",
                "mood -sleep;             (('mood') & !('sleep'))",
                "-(a or b);               !(('a') | ('b'))",
                "--a;                     !('a')",
                "or;                      ('or')",
                "or a;                    (('or') & ('a'))",
                "a or;                    (('a') & ('or'))",
                "a or -;                  ('a')",
                "a & b | !c;              (('a') & ('b') & ('c'))",
                "it's 5mg/day;            (('it' <-> 's') & ('5mg' <-> 'day'))",
                "Ängstlich CAFÉ;          (('angstlich') & ('cafe'))",
                "抑郁症;                   ('抑' <-> '郁' <-> '症')"
            })
    void words_phrases_and_operators_are_read(String text, String tsquery) {
        assertThat(TextQueryParser.parse("_text", text).tsquery()).isEqualTo(tsquery);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                "()",
                "\"",
                "\"\"",
                "(a",
                "a)",
                "\"a",
                "*",
                "&|!",
                "'",
                "((((((((((((a))))))))))))",
                "-()"
            })
    void what_holds_no_word_or_does_not_pair_is_refused_without_being_repeated(String text) {
        assertThatThrownBy(() -> TextQueryParser.parse("_text", text))
                .isInstanceOf(InvalidSearch.class)
                .hasMessageContaining("'_text'");
    }

    @Test
    void long_queries_are_refused() {
        for (String text :
                new String[] {"a ".repeat(300), "(".repeat(10_000), "-".repeat(10_000), "a-".repeat(5_000)}) {
            assertThatThrownBy(() -> TextQueryParser.parse("_content", text)).isInstanceOf(InvalidSearch.class);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "panic;               true",
                "pan*;                true",
                "pan;                 false",
                "\"panic attacks\";   true",
                "\"attacks panic\";   false",
                "\"panic att*\";      true",
                "\"night sleeps\";    false",
                "panic sleeps;        true",
                "panic nothing;       false",
                "nothing or sleeps;   true",
                "-nothing;            true",
                "panic -sleeps;       false"
            })
    void it_holds_of_words_as_postgresql_has_it(String text, boolean holds) {
        Words words = words("Panic attacks at night", "sleeps badly");
        assertThat(TextQueryParser.parse("_text", text).holds(words)).isEqualTo(holds);
    }

    @Test
    void a_vector_has_words_with_their_places() {
        assertThat(words("Low mood, low sleep", "mood").vector("#7")).isEqualTo("'#7' 'low':1,3 'mood':2,6 'sleep':4");
    }

    @Test
    void a_vector_never_outgrows_what_the_database_takes() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 300_000; i++) {
            text.append("word").append(i).append(' ');
        }
        assertThat(words(text.toString(), "same ".repeat(1000)).vector("#1").length())
                .isLessThan(1_500_000);
        assertThat(words("x".repeat(5000)).vector("#1").length()).isLessThan(100);
    }
}
