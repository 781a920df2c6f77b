package health.throughline.search.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InvalidSearchTest {

    @Test
    void a_modifier_is_repeated_when_it_could_be_one() {
        assertThat(InvalidSearch.modifier("name", "fuzzy", "it takes :exact"))
                .hasMessage("Modifier ':fuzzy' does not fit search parameter 'name'; it takes :exact.");
        assertThat(InvalidSearch.modifier("name", "of-type", "it takes :exact")).hasMessageContaining("':of-type'");
    }

    @Test
    void what_could_be_a_value_is_not_repeated() {
        for (String modifier : new String[] {"Jane Doe", "1980-05-17", "a\nb", "x".repeat(33), "'; DROP TABLE"}) {
            assertThat(InvalidSearch.modifier("name", modifier, "it takes :exact"))
                    .hasMessage("The modifier of search parameter 'name' does not fit it; it takes :exact.");
        }
        assertThat(InvalidSearch.parameter("code-value")).isEqualTo("Search parameter 'code-value'");
        assertThat(InvalidSearch.parameter("1980-05-17")).isEqualTo("Search parameter with this name");
        assertThat(InvalidSearch.parameter("x".repeat(65))).isEqualTo("Search parameter with this name");
    }

    @Test
    void a_refusal_within_a_parameter_names_it_once() {
        InvalidSearch inner = new InvalidSearch("Search parameter 'name' of Patient is not a reference.");
        assertThat(inner.of("_include"))
                .hasMessage("'_include': Search parameter 'name' of Patient is not a reference.");
        assertThat(inner.of("_include").of("_include"))
                .hasMessage(inner.of("_include").getMessage());
    }
}
