package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Ask;
import health.throughline.store.ScratchPostgres;
import health.throughline.store.job.JobTable;
import health.throughline.store.sql.Transactions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is stored is labelled again when the rules change. */
class RelabelIT {

    private static final String GOAL = "{\"resourceType\":\"Goal\",\"id\":\"g\",\"lifecycleStatus\":\"active\","
            + "\"description\":{\"text\":\"walk\"},\"subject\":{\"reference\":\"Patient/p\"}}";

    @Test
    void a_programme_that_falls_under_part_2_as_a_whole_has_everything_labelled() throws InterruptedException {
        String database = ScratchPostgres.database();
        try (World before = new World(database, Map.of())) {
            before.load("Patient/p", "{\"resourceType\":\"Patient\",\"id\":\"p\"}");
            before.load("Goal/g", GOAL);
            before.load("Organization/o", "{\"resourceType\":\"Organization\",\"id\":\"o\",\"name\":\"North\"}");
            assertThat(before.stored("Goal/g")).doesNotContain("42CFRPart2");
        }
        try (World after = new World(database, Map.of("throughline.privacy.whole-programme", "true"))) {
            awaitIdle(after);
            assertThat(after.stored("Goal/g")).contains("42CFRPart2").contains("\"versionId\":\"2\"");
            assertThat(after.stored("Patient/p")).contains("42CFRPart2");
            assertThat(after.stored("Organization/o")).doesNotContain("42CFRPart2");
            var access = after.restricted(
                    java.util.Set.of("Patient/p"),
                    java.util.Set.of(),
                    "http://terminology.hl7.org/CodeSystem/v3-ActCode|42CFRPart2");
            assertThat(after.answer(Ask.get("Goal/g"), access).status()).isEqualTo(404);
            assertThat(after.answer(Ask.get("Goal/g/_history/1"), access).status())
                    .as("the version from before the label is as hidden as the current one")
                    .isEqualTo(404);
        }
    }

    private static void awaitIdle(World world) throws InterruptedException {
        JobTable jobs = world.bean(JobTable.class);
        Transactions transactions = world.bean(Transactions.class);
        List<JobTable.Job> open = transactions.read(jobs::open);
        while (!open.isEmpty()) {
            Thread.sleep(50);
            open = transactions.read(jobs::open);
        }
    }
}
