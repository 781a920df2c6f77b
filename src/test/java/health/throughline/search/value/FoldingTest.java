package health.throughline.search.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words of a text, for {@code :text}. */
class FoldingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PHQ-9  total;   ' phq 9 total'",
                "(Ärger);        ' arger'",
                "O'Neil;         ' o neil'",
                "%_;             ''",
                "боль в спине;   ' боль в спине'",
                "𝒳-ray;          ' x ray'",
            })
    void letters_and_digits_make_words_and_all_else_separates_them(String text, String words) {
        assertThat(Folding.words(text)).isEqualTo(words);
    }
}
