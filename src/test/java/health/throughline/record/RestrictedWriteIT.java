package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a restricted caller writes goes as if the hidden resources were not there, and leaves them as they are. The one
 * exception is a chosen id that is taken out of sight: it cannot be given.
 */
class RestrictedWriteIT {

    private static final String OF_A =
            "\"status\":\"final\",\"code\":{\"text\":\"new\"},\"subject\":{\"reference\":" + "\"Patient/a\"}";
    private static final String OF_B = OF_A.replace("Patient/a", "Patient/b");
    private static final String LABELLED =
            "\"meta\":{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"ETH\"}]},"
                    + OF_A;
    private static final String PATCH = "[{\"op\":\"add\",\"path\":\"/language\",\"value\":\"en\"}]";

    private static World full;
    private static World bare;
    private static Access ofFull;
    private static Access ofBare;
    private Map<String, String> before = Map.of();

    @BeforeAll
    static void load() {
        full = new World(Map.of());
        bare = new World(Map.of());
        for (Population.Step step : Population.steps()) {
            for (World world : step.visible() ? List.of(full, bare) : List.of(full)) {
                if (step.body().isEmpty()) {
                    world.delete(step.key());
                } else {
                    world.load(step.key(), step.body());
                }
            }
        }
        ofFull = full.restricted(Population.PATIENTS, Population.OPEN, Population.LABEL);
        ofBare = bare.restricted(Population.PATIENTS, Population.OPEN, Population.LABEL);
    }

    @AfterAll
    static void close() {
        full.close();
        bare.close();
    }

    @BeforeEach
    void remember() {
        before = hidden();
    }

    @AfterEach
    void what_is_hidden_is_as_it_was() {
        assertThat(hidden()).isEqualTo(before);
    }

    private static Map<String, String> hidden() {
        Map<String, String> bodies = new HashMap<>();
        Population.hidden().forEach(key -> bodies.put(key, full.stored(key)));
        return bodies;
    }

    private static String observation(String id, String content) {
        return "{\"resourceType\":\"Observation\"," + (id.isEmpty() ? "" : "\"id\":\"" + id + "\",") + content + "}";
    }

    /** The same from both, ids given by the server aside. */
    private static Answer same(Ask ask) {
        Answer one = full.answer(ask, ofFull);
        Answer other = bare.answer(ask, ofBare);
        assertThat(anonymous(one)).as(ask.toString()).isEqualTo(anonymous(other));
        assertThat(one.status()).as(ask.toString()).isLessThan(500);
        return one;
    }

    private static Answer anonymous(Answer answer) {
        Answer plain = answer.comparable();
        String given = "(?<=Observation/|\"id\":\"|Condition/)[a-z0-9]{20}(?=[\"/])";
        return new Answer(
                plain.status(),
                plain.etag(),
                plain.location().replaceAll(given, "given"),
                plain.body().replaceAll(given, "given"));
    }

    private static Ask patch(String url) {
        return new Ask("PATCH", url, Map.of("content-type", "application/json-patch+json"), PATCH);
    }

    private static Ask delete(String url) {
        return new Ask("DELETE", url, Map.of(), "");
    }

    private static Ask transaction(String... entries) {
        return Ask.post(
                "",
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}");
    }

    private static String entry(String method, String url, String more) {
        return "{\"request\":{\"method\":\"" + method + "\",\"url\":\"" + url + "\"}" + more + "}";
    }

    @Test
    void hidden_resources_are_patched_and_deleted_like_absent_ones() {
        for (String key : Population.hidden()) {
            same(patch(key));
            same(patch(key).with("if-match", "W/\"1\""));
            same(delete(key));
            same(delete(key).with("if-match", "W/\"1\""));
            same(transaction(entry("DELETE", key, "")));
            same(Ask.post(
                    key + "/$meta-add",
                    "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"meta\",\"valueMeta\":{\"tag\":"
                            + "[{\"code\":\"x\"}]}}]}"));
        }
    }

    @Test
    void an_update_of_one_version_finds_no_hidden_one() {
        for (String id : hiddenObservations()) {
            Ask update = Ask.put("Observation/" + id, observation(id, OF_A));
            for (String version : List.of("1", "2", "7")) {
                assertThat(same(update.with("if-match", "W/\"" + version + "\""))
                                .status())
                        .isEqualTo(412);
            }
        }
    }

    @Test
    void an_id_taken_out_of_sight_cannot_be_given() {
        for (String id : hiddenObservations()) {
            Answer answer = full.answer(Ask.put("Observation/" + id, observation(id, OF_A)), ofFull);
            assertThat(answer.status()).as(id).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("version");
        }
        Answer unowned = full.answer(
                Ask.put("Questionnaire/q1", "{\"resourceType\":\"Questionnaire\",\"id\":\"q1\",\"status\":\"draft\"}"),
                ofFull);
        assertThat(unowned.status()).as("a hidden resource of no patient").isEqualTo(404);
    }

    private static List<String> hiddenObservations() {
        return Population.hidden().stream()
                .filter(key -> key.startsWith("Observation/"))
                .map(key -> key.substring("Observation/".length()))
                .toList();
    }

    @Test
    void conditions_do_not_match_hidden_resources() {
        List<String> conditions = List.of(
                "code=c3&status=preliminary",
                "_id=b00",
                "_id=a03",
                "_id=left",
                "subject:Patient.family=Family-b",
                "performer:Practitioner.family=Hidden",
                "encounter:Encounter.status=finished&_id=a01",
                "_has:Observation:has-member:_id=b00",
                "has-member:Observation.code=c3",
                "_security=http://terminology.hl7.org/CodeSystem/v3-ActCode|ETH",
                "value-quantity=99");
        for (String condition : conditions) {
            String where = "Observation?" + condition;
            Answer created = same(Ask.post("Observation", observation("", OF_A)).with("if-none-exist", condition));
            assertThat(created.status()).as(condition).isEqualTo(201);
            assertThat(same(Ask.put(where, observation("", OF_A))).status())
                    .as(condition)
                    .isEqualTo(201);
            same(patch(where));
            same(delete(where));
            same(delete(where + "&_multiple=true"));
            String reference =
                    ",\"resource\":" + observation("", OF_A + ",\"hasMember\":[{\"reference\":\"" + where + "\"}]");
            assertThat(same(transaction(entry("POST", "Observation", reference)))
                            .status())
                    .as(condition)
                    .isEqualTo(412);
        }
        removeNew();
    }

    @Test
    void nothing_is_moved_into_or_out_of_sight() {
        assertThat(same(Ask.post("Observation", observation("", OF_B))).status())
                .isEqualTo(403);
        assertThat(same(Ask.post("Observation", observation("", LABELLED))).status())
                .isEqualTo(403);
        assertThat(same(Ask.put("Observation/a00", observation("a00", OF_B))).status())
                .isEqualTo(403);
        assertThat(same(Ask.put("Observation/a00", observation("a00", LABELLED)))
                        .status())
                .isEqualTo(403);
        assertThat(same(Ask.put("Observation/fresh", observation("fresh", OF_B)))
                        .status())
                .isEqualTo(403);
        assertThat(same(Ask.put("Patient/new", "{\"resourceType\":\"Patient\",\"id\":\"new\"}"))
                        .status())
                .isEqualTo(403);
        assertThat(same(Ask.post("Questionnaire", "{\"resourceType\":\"Questionnaire\",\"status\":\"draft\"}"))
                        .status())
                .isEqualTo(403);
        Ask move = new Ask(
                "PATCH",
                "Observation/a00",
                Map.of("content-type", "application/json-patch+json"),
                "[{\"op\":\"replace\",\"path\":\"/subject/reference\",\"value\":\"Patient/b\"}]");
        assertThat(same(move).status()).isEqualTo(403);
        assertThat(same(Ask.get("Observation/a00")).etag()).isEqualTo("W/\"1\"");
    }

    @Test
    void a_transaction_with_one_hidden_target_changes_nothing() {
        String good = ",\"resource\":" + observation("", OF_A);
        String taken = ",\"resource\":" + observation("b00", OF_A);
        Answer answer = full.answer(
                transaction(entry("POST", "Observation", good), entry("PUT", "Observation/b00", taken)), ofFull);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(Population.visible())
                .containsAll(World.keysIn(
                        full.answer(Ask.get("Observation?_count=500"), ofFull).body()));
    }

    /** Takes away what the conditional writes made, in each record by its own ids. */
    private static void removeNew() {
        Set<String> visible = Population.visible();
        for (World world : List.of(full, bare)) {
            Access access = world == full ? ofFull : ofBare;
            List<String> keys = new ArrayList<>(World.keysIn(
                    world.answer(Ask.get("Observation?_count=500"), access).body()));
            keys.removeAll(visible);
            assertThat(keys).isNotEmpty();
            keys.forEach(key -> world.answer(delete(key), access));
        }
    }
}
