package health.throughline.search.proof;

import static health.throughline.testing.Call.get;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.Fhir;
import health.throughline.search.proof.Hostile.Weakness;
import health.throughline.testing.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * https://hl7.org/fhir/R4/security.html#input: whatever a search says, it is soon answered: by a refusal that names the
 * parameter and repeats nothing of what was sent, or, where any text is a value, by nothing found.
 */
class HostileSearchIT {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static final List<String> INSIDES =
            List.of("DROP TABLE", "SELECT", "idx_", "postgres", "java.", "Exception", "\tat ", "Hibernate", "JDBC");

    /** Where the server is not yet strong; {@code -Dproof.all} tries these too. */
    private static final Set<Weakness> NOT_YET = EnumSet.noneOf(Weakness.class);

    private static boolean expected(Hostile hostile) {
        return Boolean.getBoolean("proof.all") || !NOT_YET.contains(hostile.weakness());
    }

    @TestFactory
    Stream<DynamicTest> texts_are_refused_or_find_nothing() {
        return HostileTexts.all().filter(HostileSearchIT::expected).map(HostileSearchIT::test);
    }

    @TestFactory
    Stream<DynamicTest> values_are_refused() {
        return HostileValues.all().filter(HostileSearchIT::expected).map(HostileSearchIT::test);
    }

    private static DynamicTest test(Hostile hostile) {
        return DynamicTest.dynamicTest(hostile.shown(), () -> check(hostile));
    }

    private static void check(Hostile hostile) {
        String base = ProofRecord.get().base();
        long start = System.nanoTime();
        Reply reply = hostile.call(base).send();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as(hostile.shown())
                .isLessThan(SOON);
        if (hostile.mayBeAnswered() && reply.status() == 200) {
            assertThat(reply.matches()).as("found by %s", hostile.shown()).isEmpty();
            return;
        }
        String text = reply.text();
        assertThat(reply.status())
                .as("%s: %s", hostile.shown(), shortened(text))
                .isBetween(400, 499);
        OperationOutcome outcome = Fhir.jsonParser().parseResource(OperationOutcome.class, text);
        assertThat(outcome.getIssueFirstRep().getDiagnostics())
                .as(hostile.shown())
                .contains(hostile.names())
                .hasSizeLessThan(4000);
        assertThat(text).as(hostile.shown()).doesNotContain(Hostile.SECRET);
        assertThat(text).as(hostile.shown()).doesNotContain(INSIDES);
        assertThat(reply.header("X-Injected")).isEmpty();
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(300, text.length()));
    }

    @Test
    void a_page_link_holds_only_as_it_was_given_and_for_its_own_query() {
        String base = ProofRecord.get().base();
        String next = get(base + "/Observation?status=final&_sort=date&_count=5")
                .send()
                .expect(200)
                .link("next");
        int from = next.indexOf("_page=") + "_page=".length();
        int end = next.indexOf('&', from) < 0 ? next.length() : next.indexOf('&', from);
        List<String> accepted = new ArrayList<>();
        for (int i = from; i < end; i++) {
            char other = next.charAt(i) == 'A' ? 'B' : 'A';
            String changed = next.substring(0, i) + other + next.substring(i + 1);
            Reply reply = get(changed).send();
            if (reply.status() != 400) {
                accepted.add((i - from) + ": " + reply.status());
            }
        }
        assertThat(accepted).as("accepted after a change of one character").isEmpty();
        for (String query : List.of(
                "/Observation?status=final&_sort=-date&_count=5",
                "/Observation?status=amended&_sort=date&_count=5",
                "/Observation?_sort=date&_count=5",
                "/Patient?_count=5",
                "/Observation?status=final&_count=5")) {
            get(base + query + "&_page=" + next.substring(from, end)).send().expect(400);
        }
        get(next).send().expect(200);
    }

    @Test
    void the_server_is_whole_afterwards() {
        String base = ProofRecord.get().base();
        assertThat(get(base + "/Patient?_id=e-accent").send().expect(200).matches())
                .containsExactly("e-accent");
    }
}
