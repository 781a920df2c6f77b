package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.record.publish.DefinitionPublisher;
import health.throughline.store.Settings;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What ships with the server is in the record, stays as it ships, and goes when it ships no more. */
class PublishIT {

    private static final String KEY = "SearchParameter/CarePlan-trigger";
    private static World world;

    @BeforeAll
    static void start() {
        world = new World(Map.of());
        world.bean(DefinitionPublisher.class).publish();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Answer ask(Ask ask) {
        return world.answer(ask, Access.everything("test"));
    }

    @Test
    void what_ships_is_read_and_found() {
        String url = "https://throughline.example/fhir/" + KEY;
        assertThat(world.stored(KEY)).contains(url).contains("\"versionId\":\"1\"");
        assertThat(World.keysIn(ask(Ask.get("SearchParameter?url=" + url)).body()))
                .containsExactly(KEY);
    }

    @Test
    void a_second_publishing_makes_no_second_version() {
        world.bean(Settings.class).put("published-definitions", "other");
        world.bean(DefinitionPublisher.class).publish();
        assertThat(world.stored(KEY)).contains("\"versionId\":\"1\"");
    }

    @Test
    void nobody_changes_or_deletes_what_ships() {
        Answer changed = ask(Ask.put(KEY, world.stored(KEY).replace("stress, loneliness", "stress")));
        assertThat(changed.status()).isEqualTo(422);
        assertThat(changed.body()).contains("store your own under another id and url");
        assertThat(ask(new Ask("DELETE", KEY, Map.of(), "")).status()).isEqualTo(422);
        assertThat(ask(Ask.put(KEY, world.stored(KEY))).status()).isEqualTo(200);
    }

    @Test
    void a_shipped_url_is_not_taken_for_something_else() {
        String other = world.stored(KEY).replace("\"id\":\"CarePlan-trigger\"", "\"id\":\"mine\"");
        Answer refused = ask(Ask.put("SearchParameter/mine", other));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("SearchParameter.url");
    }

    @Test
    void what_ships_no_more_is_withdrawn() {
        world.load("Basic/old", "{\"resourceType\":\"Basic\",\"id\":\"old\",\"code\":{\"text\":\"topic\"}}");
        world.bean(Settings.class).put("published-definitions", "digest\n" + KEY + "\nBasic/old");
        world.bean(DefinitionPublisher.class).publish();
        assertThat(world.stored("Basic/old")).contains("deleted");
        assertThat(world.stored(KEY)).contains("CarePlan-trigger");
    }
}
