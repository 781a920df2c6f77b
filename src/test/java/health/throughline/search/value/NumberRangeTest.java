package health.throughline.search.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/search.html#number. */
class NumberRangeTest {

    @ParameterizedTest
    @CsvSource({
        "100, 99.5, 100.5",
        "100.00, 99.995, 100.005",
        "1e2, 50, 150",
        "1.00e2, 99.5, 100.5",
        "2.0, 1.95, 2.05",
        "5.4, 5.35, 5.45",
        "5.40e-3, 0.005395, 0.005405",
        "5.40E-3, 0.005395, 0.005405",
        "1e+2, 50, 150",
        "1e 2, 50, 150",
        "0, -0.5, 0.5",
        "-3, -3.5, -2.5"
    })
    void a_number_stands_for_what_rounds_to_it(String text, BigDecimal low, BigDecimal high) {
        NumberRange range = NumberRange.parse(text).orElseThrow();
        assertThat(range.low()).isEqualByComparingTo(low);
        assertThat(range.high()).isEqualByComparingTo(high);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1e999",
                "1e-999",
                "1e9999999999",
                "NaN",
                "Infinity",
                "0x10",
                "1_000",
                "1,5",
                "5.",
                ".5",
                "+5",
                "--5",
                "٣",
                "5f",
                "1e",
                "e5"
            })
    void what_is_no_decimal_or_beyond_all_measure_is_refused(String text) {
        assertThat(NumberRange.parse(text)).isEmpty();
        assertThat(NumberRange.parse("9".repeat(500))).isEmpty();
    }

    @Test
    void conversion_takes_the_implied_range_along() {
        NumberRange grams = NumberRange.parse("5.4").orElseThrow().converted(new BigDecimal("0.001"), BigDecimal.ONE);
        assertThat(grams.value()).isEqualByComparingTo("0.0054");
        assertThat(grams.low()).isEqualByComparingTo("0.00535");
        assertThat(grams.high()).isEqualByComparingTo("0.00545");
    }
}
