package health.throughline.search.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.throughline.search.proof.RandomQueries.Condition;
import health.throughline.search.reference.Ask;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * https://hl7.org/fhir/R4/search.html: what holds between the answers to searches, whatever the record holds; the
 * searches are made at random from its values, and {@code -Dproof.seed=…} makes others.
 */
class SearchPropertiesIT {

    private static final long SEED = Long.getLong("proof.seed", 20260802);
    private static final int SEARCHES = Integer.getInteger("proof.random", 80);

    private static Stream<DynamicTest> each(Consumer<RandomQueries> property) {
        return IntStream.range(0, SEARCHES).mapToObj(i -> {
            long seed = SEED + i;
            return DynamicTest.dynamicTest(
                    "seed " + seed,
                    () -> property.accept(new RandomQueries(ProofRecord.get(), seed, SearchDifferentialIT.NOT_YET)));
        });
    }

    private static List<String> found(Ask ask) {
        List<String> found =
                Answer.of(ProofRecord.get().base(), ask.with("_count", "500")).matches();
        assertThat(found).as("found twice by %s", ask).doesNotHaveDuplicates();
        return found;
    }

    private static Set<String> set(String type, Condition... conditions) {
        return new HashSet<>(found(Ask.of(type + "?"
                + Stream.of(conditions)
                        .map(condition -> condition.name() + "=" + condition.value())
                        .collect(Collectors.joining("&")))));
    }

    @TestFactory
    Stream<DynamicTest> pages_together_are_the_whole_answer() {
        return each(random -> {
            Ask ask = Ask.of(random.next());
            List<String> whole = found(ask);
            int count = 1 + whole.size() / 4;
            Answer paged = Answer.of(ProofRecord.get().base(), ask.with("_count", String.valueOf(count)));
            assertThat(paged.matches()).as("pages of %s by %d", ask, count).isEqualTo(whole);
            assertThat(paged.pages())
                    .as("pages of %s by %d", ask, count)
                    .isEqualTo(Math.max(1, (whole.size() + count - 1) / count));
        });
    }

    @TestFactory
    Stream<DynamicTest> pages_backward_are_the_pages_forward() {
        return each(random -> {
            Ask ask = Ask.of(random.sorted()).with("_count", "3");
            List<List<String>> forward = new ArrayList<>();
            Reply page = Call.get(ProofRecord.get().base() + ask.path()).send().expect(200);
            forward.add(page.matches());
            while (!page.link("next").isEmpty() && forward.size() < 12) {
                page = Call.get(page.link("next")).send().expect(200);
                forward.add(page.matches());
            }
            assumeTrue(forward.size() == 1 || !page.link("previous").isEmpty(), "no previous links yet");
            List<List<String>> backward = new ArrayList<>(List.of(page.matches()));
            while (!page.link("previous").isEmpty()) {
                page = Call.get(page.link("previous")).send().expect(200);
                backward.add(page.matches());
            }
            Collections.reverse(backward);
            assertThat(backward).as("backward through %s", ask).isEqualTo(forward);
        });
    }

    @TestFactory
    Stream<DynamicTest> alternatives_find_what_each_of_them_finds() {
        return each(random -> {
            String type = random.nextType();
            List<Condition> conditions = random.alternatives(type, 3);
            String values = conditions.stream().map(Condition::value).collect(Collectors.joining(","));
            Set<String> union = new HashSet<>();
            conditions.forEach(condition -> union.addAll(set(type, condition)));
            Condition all = new Condition(conditions.get(0).name(), values);
            assertThat(set(type, all)).as("%s?%s", type, all).isEqualTo(union);
        });
    }

    @TestFactory
    Stream<DynamicTest> conditions_together_find_what_all_of_them_find() {
        return each(random -> {
            String type = random.nextType();
            List<Condition> conditions = random.ofOneResource(type, 3);
            Set<String> intersection = set(type, conditions.get(0));
            conditions.forEach(condition -> intersection.retainAll(set(type, condition)));
            assertThat(set(type, conditions.toArray(Condition[]::new)))
                    .as("%s?%s", type, conditions)
                    .isEqualTo(intersection);
        });
    }

    @TestFactory
    Stream<DynamicTest> not_finds_the_others() {
        return each(random -> {
            String type = random.nextType();
            Condition token = random.token(type);
            Set<String> others = set(type);
            others.removeAll(set(type, token));
            assertThat(set(type, new Condition(token.name() + ":not", token.value())))
                    .as("%s?%s", type, token)
                    .isEqualTo(others);
        });
    }

    @TestFactory
    Stream<DynamicTest> missing_and_not_missing_are_everything() {
        return each(random -> {
            String type = random.nextType();
            String name = random.nextParameter(type);
            Set<String> without = set(type, new Condition(name + ":missing", "true"));
            Set<String> with = set(type, new Condition(name + ":missing", "false"));
            assertThat(Collections.disjoint(without, with))
                    .as("%s?%s:missing", type, name)
                    .isTrue();
            with.addAll(without);
            assertThat(with).as("%s?%s:missing", type, name).isEqualTo(set(type));
        });
    }

    @TestFactory
    Stream<DynamicTest> an_accurate_total_counts_all_pages() {
        return each(random -> {
            String base = ProofRecord.get().base();
            Ask ask = Ask.of(random.next());
            int size = found(ask).size();
            Ask accurate = ask.with("_total", "accurate");
            assertThat(Answer.of(base, accurate.with("_count", "5")).total())
                    .as("total of %s", ask)
                    .isEqualTo(size);
            for (Ask counted : List.of(ask.with("_summary", "count"), accurate.with("_count", "0"))) {
                Reply reply = Call.get(base + counted.path()).send().expect(200);
                assertThat(reply.json().path("total").asInt(-1))
                        .as("total of %s", counted)
                        .isEqualTo(size);
                assertThat(reply.matches()).isEmpty();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> order_inclusion_and_method_change_nothing_in_what_matches() {
        return each(random -> {
            Ask ask = Ask.of(random.plain());
            Set<String> plain = new HashSet<>(found(ask));
            assertThat(new HashSet<>(found(ask.with("_sort", random.nextSort()))))
                    .as("%s sorted", ask)
                    .isEqualTo(plain);
            assertThat(new HashSet<>(found(ask.with("_include", "*").with("_revinclude", "Provenance:target"))))
                    .as("%s with includes", ask)
                    .isEqualTo(plain);
            String path = ask.with("_count", "500").path();
            int question = path.indexOf('?');
            Reply posted = Call.call("POST", ProofRecord.get().base() + path.substring(0, question) + "/_search")
                    .content("application/x-www-form-urlencoded", path.substring(question + 1))
                    .send()
                    .expect(200);
            assertThat(posted.matches())
                    .as("%s posted", ask)
                    .isEqualTo(Call.get(ProofRecord.get().base() + path)
                            .send()
                            .expect(200)
                            .matches());
        });
    }
}
