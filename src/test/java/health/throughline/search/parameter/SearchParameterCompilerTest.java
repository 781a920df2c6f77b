package health.throughline.search.parameter;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.fhir.definition.SearchParameterDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A site's search parameter that cannot be indexed stops the start, by its name. */
class SearchParameterCompilerTest {

    private static SearchParameterDefinition ofFlag(String expression) {
        return new SearchParameterDefinition(
                "https://site.example/SearchParameter/x",
                "x",
                List.of("Flag"),
                "token",
                expression,
                Set.of(),
                List.of(),
                "");
    }

    @Test
    void an_expression_that_can_be_indexed_is_accepted() {
        assertThatCode(() -> SearchParameterCompiler.requireIndexable(ofFlag("Flag.status | Flag.code"), List.of()))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Flag.where(", "Flagg.status", "status", "Flag.status.first(("})
    void an_expression_that_cannot_be_indexed_is_named(String expression) {
        assertThatThrownBy(() -> SearchParameterCompiler.requireIndexable(ofFlag(expression), List.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("https://site.example/SearchParameter/x")
                .hasMessageContaining(expression);
    }
}
