package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.store.ScratchPostgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A restricted caller cannot tell a record that holds hidden resources from one that does not: two records that differ
 * in nothing else give the same answers. And whatever is answered lies within what the caller may see.
 */
class RestrictionIT {

    private static World full;
    private static World bare;
    private static Access ofFull;
    private static Access ofBare;
    private static final Set<String> VISIBLE = Population.visible();

    @BeforeAll
    static void load() {
        full = new World(Map.of());
        bare = new World(Map.of());
        for (Population.Step step : Population.steps()) {
            load(full, step);
            if (step.visible()) {
                load(bare, step);
            }
        }
        ofFull = full.restricted(Population.PATIENTS, Population.OPEN, Population.LABEL);
        ofBare = bare.restricted(Population.PATIENTS, Population.OPEN, Population.LABEL);
    }

    private static void load(World world, Population.Step step) {
        if (step.body().isEmpty()) {
            world.delete(step.key());
        } else {
            world.load(step.key(), step.body());
        }
    }

    @AfterAll
    static void close() {
        full.close();
        bare.close();
    }

    @Test
    void the_population_is_as_visible_as_it_says() {
        for (String key : VISIBLE) {
            int expected = key.equals("Observation/goneofa") ? 410 : 200;
            assertThat(full.answer(Ask.get(key), ofFull).status()).as(key).isEqualTo(expected);
        }
        for (String key : Population.hidden()) {
            assertThat(full.answer(Ask.get(key), ofFull).status()).as(key).isEqualTo(404);
        }
        assertThat(Population.hidden()).hasSizeGreaterThan(60);
    }

    @Test
    void every_search_parameter_include_and_sort_key_answers_the_same() {
        compare(new RandomSearches(full.bean(SearchRegistry.class).current(), Population.steps(), 1).onePerParameter());
    }

    @Test
    void random_searches_answer_the_same() {
        RandomSearches searches =
                new RandomSearches(full.bean(SearchRegistry.class).current(), Population.steps(), 2);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            all.add(searches.next());
        }
        compare(all);
    }

    @Test
    void the_planner_s_statistics_give_nothing_away() {
        for (World world : List.of(full, bare)) {
            ScratchPostgres.execute(world.database, "ANALYZE");
        }
        RandomSearches searches =
                new RandomSearches(full.bean(SearchRegistry.class).current(), Population.steps(), 3);
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(searches.next() + "&_total=estimate");
        }
        compare(all);
    }

    @Test
    void reads_versions_and_histories_answer_the_same() {
        List<String> all = new ArrayList<>();
        for (Population.Step step : Population.steps()) {
            all.add(step.key());
            all.add(step.key() + "/_history");
            all.add(step.key() + "/_history?_count=1");
            all.add(step.key() + "/$meta");
            for (int version = 1; version < 4; version++) {
                all.add(step.key() + "/_history/" + version);
            }
            all.add(step.key().substring(0, step.key().indexOf('/')) + "/_history?_count=5");
        }
        all.add("_history");
        all.add("_history?_count=7");
        all.add("_history?_since=2026-01-01&_count=0");
        compare(all);
    }

    @Test
    void everything_of_a_patient_answers_the_same() {
        List<String> all = new ArrayList<>();
        for (String patient : List.of("a", "b", "c", "nobody")) {
            String everything = "Patient/" + patient + "/$everything";
            all.add(everything);
            all.add(everything + "?_count=3");
            all.add(everything + "?_type=Observation,Patient,Device");
            all.add(everything + "?start=2026-02-01&end=2026-03-31");
            all.add(everything + "?_since=2020-01-01");
        }
        compare(all);
    }

    private static void compare(List<String> urls) {
        new TwoRecords(full, ofFull, bare, ofBare, VISIBLE).compare(urls);
    }
}
