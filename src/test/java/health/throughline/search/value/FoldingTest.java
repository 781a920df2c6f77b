package health.throughline.search.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#string. */
class FoldingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Müller; muller",
                "Mu\u0308ller; muller",
                "MÜLLER; muller",
                "Groß; gross",
                "GROẞ; gross",
                "İstanbul; istanbul",
                "ISPARTA; isparta",
                "Işık; isik",
                "ﬁnn; finn",
                "Ægir; aegir",
                "Œuvre; oeuvre",
                "Søren; soren",
                "Łukasz; lukasz",
                "Þór; thor",
                "ΟΔΥΣΣΕΥΣ; οδυσσευσ",
                "Οδυσσεύς; οδυσσευσ",
                "Ｆｕｌｌ; full",
                "O'Neil; oneil",
                "O’Neil; oneil",
                "O´Neil; oneil",
                "Kaʻahumanu; kaahumanu",
                "Smith-Jones; smith jones",
                "Smith–Jones; smith jones",
                "St. Mary's; st marys",
                "'  two \t words '; two words",
                "non\u00a0breaking; non breaking",
                "zero\u200bwidth; zerowidth",
                "12/4 Main St, Apt #5; 12 4 main st apt 5",
                "Jürgen (Jr.); jurgen jr",
                "50%; 50",
                "山田太郎; 山田太郎",
                "Ещё; еще"
            })
    void letters_lose_case_and_marks_and_punctuation_goes(String text, String folded) {
        assertThat(Folding.fold(text)).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "PHQ-9  total;   ' phq 9 total'",
                "(Ärger);        ' arger'",
                "%_;             ''",
                "боль в спине;   ' боль в спине'",
                "𝒳-ray;          ' x ray'",
            })
    void letters_and_digits_make_words_and_all_else_separates_them(String text, String words) {
        assertThat(Folding.words(text)).isEqualTo(words);
    }

    @Test
    void nothing_but_punctuation_stays() {
        assertThat(Folding.fold("--")).isEqualTo("--");
        assertThat(Folding.fold("?")).isEqualTo("?");
        assertThat(Folding.fold(" % ")).isEqualTo("%");
        assertThat(Folding.fold("\u200b \t")).isEmpty();
    }

    @Test
    void a_cut_splits_no_character() {
        assertThat(Folding.cut("a".repeat(199) + "\uD835\uDC00")).hasSize(199);
        assertThat(Folding.cut("a".repeat(300))).hasSize(Folding.LENGTH);
    }
}
