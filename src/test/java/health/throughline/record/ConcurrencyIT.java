package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.FhirJson;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.store.ScratchPostgres;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Writers that meet lose nothing, double nothing and are not told of success before the commit. */
class ConcurrencyIT {

    private static final int THREADS = 16;
    private static final Access ALL = Access.everything("writer");

    private static World world;
    private static ExecutorService threads;

    @BeforeAll
    static void start() {
        world = new World(Map.of("throughline.store.connections", "8"));
        threads = Executors.newFixedThreadPool(THREADS);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        world.close();
    }

    private static List<Answer> parallel(int times, IntFunction<Ask> ask) {
        List<Callable<Answer>> calls = IntStream.range(0, times)
                .mapToObj(i -> (Callable<Answer>) () -> world.answer(ask.apply(i), ALL))
                .toList();
        return answers(calls);
    }

    private static <T> List<T> answers(List<Callable<T>> calls) {
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> call : threads.invokeAll(calls)) {
                answers.add(call.get());
            }
            return answers;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, Collectors.counting()));
    }

    private static String basic(String id, String text, String more) {
        return "{\"resourceType\":\"Basic\"," + (id.isEmpty() ? "" : "\"id\":\"" + id + "\",") + more
                + "\"code\":{\"text\":\"" + text + "\"}}";
    }

    private static String identified(String value) {
        return "\"identifier\":[{\"system\":\"urn:c\",\"value\":\"" + value + "\"}],";
    }

    private static String put(String id, String text) {
        return "{\"resource\":" + basic(id, text, "") + ",\"request\":{\"method\":\"PUT\",\"url\":\"Basic/" + id
                + "\"}}";
    }

    private static String createOnce(String value) {
        return "{\"resource\":" + basic("", "once", identified(value))
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Basic\",\"ifNoneExist\":\"identifier=urn:c|" + value
                + "\"}}";
    }

    private static Ask transaction(String... entries) {
        return Ask.post(
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}");
    }

    private static Answer get(String url) {
        return world.answer(Ask.get(url), ALL);
    }

    private static int total(String url) {
        return FhirJson.parseStored(get(url).body().getBytes(StandardCharsets.UTF_8))
                .path("total")
                .asInt(-1);
    }

    @Test
    void of_200_conditional_creates_at_once_one_creates_and_all_name_the_same_resource() {
        List<Answer> answers = parallel(
                200,
                i -> Ask.post("Basic", basic("", "n" + i, identified("same")))
                        .with("if-none-exist", "identifier=urn:c|same"));
        assertThat(statuses(answers)).isEqualTo(Map.of(201, 1L, 200, 199L));
        assertThat(answers.stream().map(Answer::location).distinct()).hasSize(1);
        assertThat(total("Basic?identifier=urn:c%7Csame&_summary=count")).isEqualTo(1);
    }

    @Test
    void increments_with_if_match_lose_none_and_every_success_is_a_version() {
        int each = 12;
        world.load("Basic/counter", basic("counter", "0", ""));
        List<Callable<Integer>> calls = IntStream.range(0, THREADS)
                .mapToObj(i -> (Callable<Integer>) () -> increments(each))
                .toList();
        int successes = answers(calls).stream().mapToInt(Integer::intValue).sum();
        assertThat(successes).isEqualTo(THREADS * each);
        assertThat(get("Basic/counter").body()).contains("\"text\":\"" + THREADS * each + "\"");
        contiguous("counter", THREADS * each + 1);
    }

    private static int increments(int wanted) {
        int done = 0;
        while (done < wanted) {
            Answer now = get("Basic/counter");
            int value = FhirJson.parseStored(now.body().getBytes(StandardCharsets.UTF_8))
                    .path("code")
                    .path("text")
                    .asInt();
            Ask next = Ask.put("Basic/counter", basic("counter", Integer.toString(value + 1), ""));
            Answer answer = world.answer(next.with("if-match", now.etag()), ALL);
            assertThat(answer.status()).as(answer.body()).isIn(200, 412);
            done += answer.status() == 200 ? 1 : 0;
        }
        return done;
    }

    private static void contiguous(String id, int versions) {
        String history = get("Basic/" + id + "/_history?_count=500").body();
        Set<Integer> numbers = new TreeSet<>();
        FhirJson.parseStored(history.getBytes(StandardCharsets.UTF_8))
                .path("entry")
                .forEach(entry -> numbers.add(
                        entry.path("resource").path("meta").path("versionId").asInt()));
        assertThat(numbers)
                .isEqualTo(IntStream.rangeClosed(1, versions).boxed().collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void updates_without_if_match_each_become_a_version() {
        List<Answer> answers = parallel(100, i -> Ask.put("Basic/free", basic("free", "n" + i, "")));
        assertThat(statuses(answers)).isEqualTo(Map.of(201, 1L, 200, 99L));
        assertThat(answers.stream().map(Answer::etag).distinct()).hasSize(100);
        contiguous("free", 100);
    }

    @Test
    void transactions_that_update_the_same_two_in_opposite_order_all_succeed() {
        world.load("Basic/left", basic("left", "0", ""));
        world.load("Basic/right", basic("right", "0", ""));
        List<Answer> answers = parallel(
                80,
                i -> i % 2 == 0
                        ? transaction(put("left", "n" + i), put("right", "n" + i))
                        : transaction(put("right", "n" + i), put("left", "n" + i)));
        assertThat(statuses(answers)).isEqualTo(Map.of(200, 80L));
        contiguous("left", 81);
        contiguous("right", 81);
        assertThat(text("left")).isEqualTo(text("right"));
    }

    private static String text(String id) {
        return FhirJson.parseStored(get("Basic/" + id).body().getBytes(StandardCharsets.UTF_8))
                .path("code")
                .path("text")
                .asText();
    }

    @Test
    void transactions_that_create_the_same_ids_in_opposite_order_all_succeed() {
        for (int round = 0; round < 10; round++) {
            String one = "one" + round;
            String two = "two" + round;
            List<Answer> answers = parallel(
                    THREADS,
                    i -> i % 2 == 0
                            ? transaction(put(one, "n" + i), put(two, "n" + i))
                            : transaction(put(two, "n" + i), put(one, "n" + i)));
            assertThat(statuses(answers)).isEqualTo(Map.of(200, (long) THREADS));
            contiguous(one, THREADS);
            assertThat(text(one)).isEqualTo(text(two));
        }
    }

    @Test
    void transactions_with_overlapping_conditional_creates_make_each_resource_once() {
        List<Answer> answers = parallel(
                60, i -> transaction(createOnce("o" + i % 3), createOnce("o" + (i + 1) % 3), createOnce("p" + i)));
        assertThat(statuses(answers)).isEqualTo(Map.of(200, 60L));
        for (int i = 0; i < 3; i++) {
            assertThat(total("Basic?identifier=urn:c%7Co" + i + "&_summary=count"))
                    .isEqualTo(1);
        }
    }

    @Test
    void new_code_systems_do_not_starve_the_connections() {
        List<Answer> answers = parallel(
                200,
                i -> Ask.post(
                        "Basic",
                        basic("", "new", "\"identifier\":[{\"system\":\"urn:new:" + i + "\",\"value\":\"1\"}],")));
        assertThat(statuses(answers)).isEqualTo(Map.of(201, 200L));
    }

    @Test
    void a_condition_that_no_longer_holds_when_the_row_is_locked_changes_nothing() {
        for (int round = 0; round < 60; round++) {
            String id = "race" + round;
            world.load("Basic/" + id, basic(id, "open", identified(id + "-open")));
            List<Answer> answers = parallel(
                    2,
                    i -> i == 0
                            ? Ask.put("Basic/" + id, basic(id, "closed", identified(id + "-closed")))
                            : new Ask("DELETE", "Basic?identifier=urn:c%7C" + id + "-open", Map.of(), ""));
            assertThat(answers.get(1).status()).isEqualTo(204);
            assertThat(get("Basic/" + id).body())
                    .as("the update came first, or after the deletion")
                    .contains("closed");
        }
    }

    @Test
    void a_conditional_create_that_meets_a_deletion_answers_with_a_resource() {
        for (int round = 0; round < 60; round++) {
            String id = "gone" + round;
            world.load("Basic/" + id, basic(id, "x", identified(id)));
            List<Answer> answers = parallel(
                    2,
                    i -> i == 0
                            ? new Ask("DELETE", "Basic/" + id, Map.of(), "")
                            : Ask.post("Basic", basic("", "y", identified(id)))
                                    .with("if-none-exist", "identifier=urn:c|" + id));
            assertThat(answers.get(1).status()).isIn(200, 201);
            assertThat(answers.get(1).body()).startsWith("{");
        }
    }

    private static void atCommit(String name, String body) {
        ScratchPostgres.execute(
                world.database,
                "CREATE FUNCTION " + name + "() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF new.fid LIKE '" + name
                        + "%' THEN " + body + " END IF; RETURN NULL; END $$; CREATE CONSTRAINT TRIGGER " + name
                        + " AFTER INSERT ON resource DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "
                        + name + "()");
    }

    @Test
    void a_commit_that_fails_is_no_success_and_leaves_nothing() {
        atCommit("poison", "RAISE EXCEPTION 'no';");
        Answer answer = world.answer(transaction(put("beside", "x"), put("poison", "x")), ALL);
        assertThat(answer.status()).isEqualTo(500);
        nothingOf("beside", "poison");
    }

    @Test
    void a_session_that_dies_at_the_commit_is_answered_503_and_leaves_nothing() {
        atCommit("fatal", "PERFORM pg_terminate_backend(pg_backend_pid());");
        Answer answer = world.answer(transaction(put("beside2", "x"), put("fatal", "x")), ALL);
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.body()).contains("look whether it was stored");
        nothingOf("beside2", "fatal");
    }

    @Test
    void a_race_lost_at_the_commit_is_run_again() {
        ScratchPostgres.execute(world.database, "CREATE SEQUENCE attempts");
        atCommit("again", "IF nextval('attempts') < 3 THEN RAISE EXCEPTION 'lost' USING ERRCODE = '40001'; END IF;");
        Answer answer = world.answer(transaction(put("beside3", "x"), put("again", "x")), ALL);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        contiguous("again", 1);
    }

    private static void nothingOf(String... ids) {
        for (String id : ids) {
            assertThat(get("Basic/" + id).status()).isEqualTo(404);
            assertThat(get("Basic/" + id + "/_history").status()).isEqualTo(404);
        }
    }
}
