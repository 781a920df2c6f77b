package health.throughline.search.terminology.loaded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.Concept;
import health.throughline.fhir.terminology.Concepts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/valueset.html#composition: filters as questions to facets. */
class FacetFilterTest {

    private static final Map<String, Integer> NUMBERS = Map.of("animal", 1, "dog", 2, "cat", 3);

    /** A dog below an animal. */
    private static final class Animals implements Concepts {

        @Override
        public Optional<Concept> find(String code) {
            return Optional.of(code)
                    .filter(NUMBERS::containsKey)
                    .map(one -> Concept.of(FhirJson.object().put("code", one)));
        }

        @Override
        public int size() {
            return NUMBERS.size();
        }

        @Override
        public Collection<Concept> all() {
            throw new AssertionError("All concepts were asked for");
        }

        @Override
        public Set<String> below(String code) {
            throw new AssertionError("All codes below another were asked for");
        }

        @Override
        public Set<String> above(String code) {
            return Set.of(code);
        }

        @Override
        public Set<String> parents(String code) {
            return code.equals("dog") ? Set.of("animal") : Set.of();
        }

        @Override
        public Set<String> children(String code) {
            return Set.of();
        }

        @Override
        public boolean knows(String property) {
            return property.equals("legs");
        }

        @Override
        public Collection<Concept> meeting(List<JsonNode> filters) {
            throw new AssertionError("Filters were asked of the concepts themselves");
        }

        @Override
        public boolean meets(Concept concept, List<JsonNode> filters) {
            throw new AssertionError("Filters were asked of the concepts themselves");
        }
    }

    private static final FacetFilter FILTER = new FacetFilter(
            new Animals(), code -> NUMBERS.containsKey(code) ? OptionalInt.of(NUMBERS.get(code)) : OptionalInt.empty());

    private static String question(String property, String op, String value) {
        return FILTER.all(List.of(
                FhirJson.object().put("property", property).put("op", op).put("value", value)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "concept; is-a;          dog;     ('.2' | '^2')",
                "concept; descendent-of; animal;  '^1'",
                "concept; is-not-a;      dog;     !(('.2' | '^2'))",
                "concept; generalizes;   dog;     ('.0' | '.2')",
                "concept; in;            dog,cat; ('.0' | '.2' | '.3')",
                "code;    =;             cow;     ('.0')",
                "parent;  =;             animal;  '<1'",
                "parent;  =;             cow;     '.0'",
                "child;   =;             dog;     ('.0' | '.1')",
                "legs;    =;             4;       '=legs=4'",
                "legs;    in;            2,4;     ('=legs=2' | '=legs=4')",
                "legs;    not-in;        4;       !(('=legs=4'))",
                "legs;    exists;        true;    '?legs'",
                "legs;    exists;        false;   !('?legs')",
                "inactive; =;            false;   !('=inactive=true')",
            })
    void each_op_is_one_question(String property, String op, String value, String question) {
        assertThat(question(property, op, value)).isEqualTo(question);
    }

    @Test
    void quotes_of_a_value_stay_within_it() {
        assertThat(question("legs", "=", "4' | !'x\\")).isEqualTo("'=legs=4'' | !''x\\\\'");
    }

    @ParameterizedTest
    @CsvSource({"concept,is-a,cow", "legs,is-a,dog", "wings,=,2", "legs,regex,.*", "legs,like,4"})
    void what_cannot_be_answered_is_refused(String property, String op, String value) {
        assertThatThrownBy(() -> question(property, op, value)).isInstanceOf(Refusal.class);
    }
}
