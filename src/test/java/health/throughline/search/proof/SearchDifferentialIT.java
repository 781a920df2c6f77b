package health.throughline.search.proof;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.search.reference.Ask;
import health.throughline.search.reference.Ordering;
import health.throughline.search.reference.Stored;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * https://hl7.org/fhir/R4/search.html: the server answers every query as the evaluator of {@code search.reference} does,
 * with the same resources on all pages together, and in an order that its sort keys allow.
 *
 * <p>{@code -Dproof.seed=…} makes other random queries, {@code -Dproof.random=…} more of them; {@code -Dproof.all} also
 * asks what is {@link #NOT_YET} there.
 */
class SearchDifferentialIT {

    /** Features that the server does not have yet; their queries are left out until they are taken from this set. */
    static final Set<Feature> NOT_YET = EnumSet.noneOf(Feature.class);

    private static final Map<Feature, List<String>> QUERIES = ProofQueries.all();
    private static final long SEED = Long.getLong("proof.seed", 20260801);
    private static final int RANDOM = Integer.getInteger("proof.random", 400);
    private static final int SHOWN = 12;

    @TestFactory
    Stream<DynamicTest> fixed_queries_are_answered_as_the_specification_says() {
        return QUERIES.entrySet().stream()
                .filter(group -> Boolean.getBoolean("proof.all") || !NOT_YET.contains(group.getKey()))
                .flatMap(group -> group.getValue().stream().map(query -> test(group.getKey() + " " + query, query)));
    }

    @TestFactory
    Stream<DynamicTest> random_queries_are_answered_as_the_specification_says() {
        RandomQueries random = new RandomQueries(ProofRecord.get(), SEED, NOT_YET);
        return Stream.generate(random::next).limit(RANDOM).map(query -> test("seed " + SEED + " " + query, query));
    }

    @Test
    void the_list_is_long_and_most_of_it_finds_something() {
        assertThat(QUERIES.values().stream().mapToInt(List::size).sum()).isGreaterThan(400);
        assertThat(QUERIES).containsOnlyKeys(Feature.values());
        ProofRecord record = ProofRecord.get();
        QUERIES.forEach((feature, queries) -> {
            long finding = queries.stream()
                    .filter(query -> !record.evaluator()
                            .matches(Ask.of(record.filled(query)))
                            .isEmpty())
                    .count();
            assertThat(finding)
                    .as("%s: queries that find something", feature)
                    .isGreaterThanOrEqualTo(queries.size() / 2L);
        });
    }

    private static DynamicTest test(String name, String query) {
        return DynamicTest.dynamicTest(name, () -> compare(query));
    }

    private static void compare(String query) {
        ProofRecord record = ProofRecord.get();
        Ask ask = Ask.of(record.filled(query));
        List<Resource> expected = record.evaluator().matches(ask);
        Answer whole = Answer.of(record.base(), ask.with("_count", "500"));
        same(ask, expected, whole);
        assertThat(whole.included())
                .as("included by %s", ask.path())
                .isEqualTo(record.evaluator().included(ask, expected));
        ordered(ask, whole.matches());
        int count = Math.max(1, expected.size() / 3);
        if (expected.size() > 1 && expected.size() < 300) {
            Answer paged = Answer.of(record.base(), ask.with("_count", String.valueOf(count)));
            same(ask.with("_count", String.valueOf(count)), expected, paged);
            ordered(ask, paged.matches());
            assertThat(paged.pages()).as("pages of %s", ask.path()).isGreaterThan(1);
        }
    }

    private static void same(Ask ask, List<Resource> expected, Answer answer) {
        Set<String> missing = new TreeSet<>();
        expected.forEach(resource -> missing.add(Stored.key(resource)));
        Set<String> surplus = new TreeSet<>(answer.matches());
        surplus.removeAll(missing);
        missing.removeAll(answer.matches());
        assertThat(missing.isEmpty() && surplus.isEmpty())
                .as(
                        "%s (%s)%n  expected %d, found %d%n  missing %s%n  surplus %s",
                        ask.path(), ask, expected.size(), answer.matches().size(), some(missing), some(surplus))
                .isTrue();
        assertThat(answer.matches()).as("found twice by %s", ask.path()).doesNotHaveDuplicates();
    }

    private static List<String> some(Set<String> keys) {
        return keys.stream().limit(SHOWN).toList();
    }

    private static void ordered(Ask ask, List<String> keys) {
        ProofRecord record = ProofRecord.get();
        Ordering ordering = record.evaluator().ordering(ask);
        List<Resource> found = new ArrayList<>();
        keys.forEach(key -> found.add(record.stored().byKey().get(key)));
        for (int i = 1; i < found.size(); i++) {
            Resource before = found.get(i - 1);
            Resource after = found.get(i);
            assertThat(ordering.allows(before, after))
                    .as("%s: at %d, %s stands before %s", ask.path(), i, ordering.shown(before), ordering.shown(after))
                    .isTrue();
        }
    }
}
