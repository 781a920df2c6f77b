package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.store.ScratchPostgres;
import health.throughline.store.job.JobTable.State;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Search parameters that arrive after the data, and those that leave: the server is stopped, its database made to look as
 * an earlier generation left it, and started again.
 */
class ReindexIT {

    private static final Access EVERYTHING = Access.everything("test");
    private static final String PATH = "type = 'Patient' AND kind = 'date' AND expression = 'Patient.birthDate'";

    private static Answer search(World world, String query) {
        return world.answer(Ask.get("Patient?" + query), EVERYTHING);
    }

    private static long count(World world, String sql) {
        return world.bean(Database.class).number("test", Sql.of(sql));
    }

    private static void awaitIdle(World world) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        Reindex reindex = world.bean(Reindex.class);
        while (reindex.progress().stream().anyMatch(job -> job.state() == State.RUNNING)
                || !world.bean(SearchRegistry.class)
                        .current()
                        .building("Patient")
                        .isEmpty()) {
            assertThat(Instant.now()).as("background indexing is still running").isBefore(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    void a_new_parameter_is_indexed_in_the_background_and_found_afterwards() throws InterruptedException {
        String database;
        try (World before = new World(Map.of())) {
            database = before.database;
            for (int i = 0; i < 450; i++) {
                String birthDate = i % 3 == 0 ? ",\"birthDate\":\"1990-01-0" + (1 + i % 9) + "\"" : "";
                before.load("Patient/p" + i, "{\"resourceType\":\"Patient\",\"id\":\"p" + i + "\"" + birthDate + "}");
            }
            long key = count(before, "SELECT id FROM search_path WHERE " + PATH);
            ScratchPostgres.execute(database, "DELETE FROM idx_date WHERE key = " + key);
            ScratchPostgres.execute(database, "DELETE FROM search_path WHERE " + PATH);
            ScratchPostgres.execute(database, "UPDATE resource SET present = 0");
        }
        try (World after = new World(database, Map.of())) {
            awaitIdle(after);
            assertThat(World.keysIn(
                            search(after, "birthdate=ge1990-01-01&_count=500").body()))
                    .hasSize(150);
            assertThat(World.keysIn(
                            search(after, "birthdate:missing=false&_count=500").body()))
                    .hasSize(150);
            assertThat(World.keysIn(
                            search(after, "birthdate:missing=true&_count=500").body()))
                    .hasSize(300);
            assertThat(count(after, "SELECT count(*) FROM idx_date x JOIN search_path s ON s.id = x.key AND s." + PATH))
                    .isEqualTo(150);
            assertThat(after.bean(Reindex.class).progress()).allMatch(job -> job.done() == 450);
        }
    }

    @Test
    void resources_inside_others_are_indexed_too() throws InterruptedException {
        String database;
        try (World before = new World(Map.of())) {
            database = before.database;
            for (int i = 0; i < 30; i++) {
                StringBuilder contained = new StringBuilder();
                for (int k = 0; k < 10; k++) {
                    contained
                            .append(k == 0 ? "" : ",")
                            .append("{'resourceType':'Patient','id':'c" + k
                                    + "','birthDate':'1990-01-01','managingOrganization':{'reference':'#'}}");
                }
                before.load(
                        "Organization/o" + i,
                        ("{'resourceType':'Organization','id':'o" + i + "','contained':[" + contained + "]}")
                                .replace('\'', '"'));
            }
            long key = count(before, "SELECT id FROM search_path WHERE " + PATH);
            ScratchPostgres.execute(database, "DELETE FROM idx_date WHERE key = " + key);
            ScratchPostgres.execute(database, "DELETE FROM search_path WHERE " + PATH);
            ScratchPostgres.execute(database, "DELETE FROM idx_reference");
            ScratchPostgres.execute(
                    database,
                    "DELETE FROM search_path WHERE type = 'Patient' AND expression = 'Patient.managingOrganization'");
        }
        try (World after = new World(database, Map.of())) {
            awaitIdle(after);
            String inside = "&_contained=true&_containedType=contained&_summary=count";
            assertThat(search(after, "birthdate=1990" + inside).body()).contains("\"total\":300");
            assertThat(search(after, "organization=Organization/o7" + inside).body())
                    .contains("\"total\":10");
            assertThat(after.bean(Reindex.class).progress()).allMatch(job -> job.done() == 300);
        }
    }

    @Test
    void a_parameter_still_being_indexed_is_refused_and_says_so() {
        try (World world = new World(Map.of())) {
            ScratchPostgres.execute(world.database, "UPDATE search_path SET state = 'building' WHERE " + PATH);
            world.bean(SearchRegistry.class).refresh();
            Answer answer = search(world, "birthdate=1990");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("'birthdate'").contains("still being indexed");
        }
    }

    @Test
    void rows_of_a_path_that_no_parameter_uses_any_more_are_removed() throws InterruptedException {
        String database;
        try (World before = new World(Map.of())) {
            database = before.database;
            ScratchPostgres.execute(
                    database,
                    "UPDATE search_path SET expression = 'Patient.multipleBirth' WHERE type = 'Patient' "
                            + "AND kind = 'token' AND expression = 'Patient.gender'");
        }
        try (World retired = new World(database, Map.of())) {
            retired.load("Patient/m1", "{\"resourceType\":\"Patient\",\"id\":\"m1\",\"gender\":\"female\"}");
            awaitIdle(retired);
            assertThat(count(retired, "SELECT count(*) FROM search_path WHERE expression = 'Patient.multipleBirth'"))
                    .isZero();
            assertThat(World.keysIn(search(retired, "gender=female").body())).contains("Patient/m1");
        }
    }
}
