package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import health.throughline.store.ScratchPostgres;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** $reindex finds what is wrong with the index of a type, and mends it. */
class RebuildIT {

    private static final Access EVERYTHING = Access.everything("test");
    private static final List<String> TABLES = List.of(
            "SELECT concat_ws(' ', key, rid, sys, txt) FROM idx_token ORDER BY 1",
            "SELECT concat_ws(' ', target, rid, path) FROM idx_reference ORDER BY 1",
            "SELECT concat_ws(' ', key, rid, norm, full_text) FROM idx_string ORDER BY 1",
            "SELECT concat_ws(' ', key, rid, lo, hi) FROM idx_date ORDER BY 1",
            "SELECT concat_ws(' ', key, rid, lo, hi, unit) FROM idx_quantity ORDER BY 1",
            "SELECT concat_ws(' ', rid, path, words) FROM idx_text ORDER BY 1",
            "SELECT concat_ws(' ', rid, present, patients, labels) FROM resource ORDER BY 1");

    private static World world;

    @BeforeAll
    static void start() {
        world = new World(Map.of());
        for (int i = 0; i < 230; i++) {
            world.load("Patient/p" + i, patient(i));
        }
        for (int i = 0; i < 120; i++) {
            world.load("Observation/o" + i, observation(i));
        }
        world.load("Observation/gone", observation(999).replace("o999", "gone"));
        world.delete("Observation/gone");
    }

    private static String patient(int i) {
        return "{\"resourceType\":\"Patient\",\"id\":\"p" + i
                + "\",\"text\":{\"status\":\"generated\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">Some words</div>\"},\"gender\":\""
                + (i % 2 == 0 ? "male" : "female")
                + "\",\"birthDate\":\"1990-01-0" + (1 + i % 9) + "\",\"name\":[{\"family\":\"Fam" + i
                + "\",\"given\":[\"Ann\"]}]}";
    }

    private static String observation(int i) {
        return "{\"resourceType\":\"Observation\",\"id\":\"o" + i + "\",\"status\":\"final\",\"code\":{\"coding\":[{"
                + "\"system\":\"urn:s\",\"code\":\"c" + i % 5 + "\",\"display\":\"Some code\"}]},\"subject\":{"
                + "\"reference\":\"Patient/p" + i + "\"},\"effectiveDateTime\":\"2026-01-01\",\"valueQuantity\":{"
                + "\"value\":" + i
                + ",\"system\":\"http://unitsofmeasure.org\",\"code\":\"kg\"},\"meta\":{\"security\":["
                + "{\"system\":\"urn:l\",\"code\":\"R\"}]},\"contained\":[{\"resourceType\":\"Device\",\"id\":\"d\","
                + "\"deviceName\":[{\"name\":\"Scale\",\"type\":\"user-friendly-name\"}]}],\"device\":{\"reference\":\"#d\"}}";
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static List<List<String>> dump() {
        Database database = world.bean(Database.class);
        return TABLES.stream()
                .map(sql -> database.list("test", Sql.of(sql), row -> row.getString(1)))
                .toList();
    }

    private static JsonNode json(Answer answer) {
        return FhirJson.parse(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static Answer post(String url) {
        return world.answer(Ask.post(url, ""), EVERYTHING);
    }

    private static long part(JsonNode parameter, String name) {
        for (JsonNode part : parameter.path("part")) {
            if (part.path("name").asText().equals(name)) {
                return part.path("valueDecimal").asLong();
            }
        }
        throw new AssertionError("No " + name + " in " + parameter);
    }

    private static long wrong(String type) {
        JsonNode found = json(post(type + "/$reindex?dryRun=true")).at("/parameter/0");
        assertThat(part(found, "examined")).isEqualTo(part(found, "resources"));
        return part(found, "missing") + part(found, "surplus");
    }

    private static void rebuild(String url) throws InterruptedException {
        Answer started = post(url);
        assertThat(started.status()).as(started.body()).isEqualTo(202);
        StringBuilder ids = new StringBuilder();
        for (JsonNode job : json(started).path("parameter")) {
            ids.append(ids.isEmpty() ? "" : ",").append(part(job, "id"));
        }
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        Answer progress = world.answer(Ask.get("$reindex-progress?job=" + ids), EVERYTHING);
        while (progress.status() == 202) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(100);
            progress = world.answer(Ask.get("$reindex-progress?job=" + ids), EVERYTHING);
        }
        assertThat(progress.status()).as(progress.body()).isEqualTo(200);
        assertThat(progress.body()).doesNotContain("failed").contains("finished");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DELETE FROM idx_token WHERE rid % 3 = 0; Observation",
                "INSERT INTO idx_token (key, rid, sys, txt) SELECT g, rid, 0, 0 FROM resource, generate_series(1,3) g; Observation",
                "INSERT INTO idx_token (key, rid, sys, txt) SELECT g, 7777777, 0, 0 FROM generate_series(1,50) g; Patient",
                "UPDATE idx_token SET txt = 5 WHERE rid % 3 = 0; Observation",
                "DELETE FROM idx_reference; Observation",
                "DELETE FROM idx_string; Patient",
                "UPDATE idx_string SET norm = 'x' WHERE rid % 2 = 0; Patient",
                "UPDATE idx_date SET lo = 0, hi = 1; Patient",
                "INSERT INTO idx_date SELECT * FROM idx_date; Observation",
                "DELETE FROM idx_quantity; Observation",
                "DELETE FROM idx_text; Patient",
                "UPDATE idx_text SET words = 'other:1'; Patient",
                "UPDATE resource SET present = 0, patients = NULL, labels = '{77}' WHERE rid > 0 AND op <> 3; Observation"
            })
    void what_is_wrong_with_a_type_is_told_and_mended(String damage, String type) throws InterruptedException {
        rebuild("$reindex?type=Patient,Observation,Device");
        List<List<String>> right = dump();
        assertThat(wrong(type)).isZero();
        ScratchPostgres.execute(world.database, damage);
        List<List<String>> damaged = dump();
        assertThat(damaged).isNotEqualTo(right);
        boolean ofTheRow = damage.contains("UPDATE resource");
        assertThat(wrong(type)).matches(count -> ofTheRow == (count == 0));
        assertThat(dump()).as("a dry run writes nothing").isEqualTo(damaged);
        rebuild("$reindex?type=Patient,Observation,Device");
        List<List<String>> mended = dump();
        for (int i = 0; i < TABLES.size(); i++) {
            assertThat(mended.get(i)).as(TABLES.get(i)).containsExactlyElementsOf(right.get(i));
        }
    }

    @Test
    void what_others_write_meanwhile_stays_right() throws InterruptedException {
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 60; i++) {
                world.load("Observation/o" + i, observation(i + 1).replace("\"o" + (i + 1), "\"o" + i));
            }
        });
        writer.start();
        rebuild("Observation/$reindex");
        writer.join();
        assertThat(wrong("Observation")).isZero();
        for (int i = 0; i < 60; i++) {
            world.load("Observation/o" + i, observation(i));
        }
    }

    @Test
    void all_types_that_hold_anything_are_rebuilt_at_once() {
        JsonNode started = json(post("$reindex?type=Patient,Observation"));
        assertThat(started.path("parameter")).hasSize(2);
        assertThat(json(post("$reindex?dryRun=true")).path("parameter").size()).isGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "$reindex?type=Nonsense",
        "$reindex?dryRun=maybe",
        "$reindex?other=1",
        "Patient/$reindex?type=Patient",
        "$reindex-progress?job=x",
        "$reindex-progress?other=1"
    })
    void unknown_types_and_parameters_are_refused(String url) {
        assertThat(post(url).status()).isEqualTo(400);
    }

    @Test
    void it_is_not_started_by_get() {
        assertThat(world.answer(Ask.get("$reindex"), EVERYTHING).status()).isEqualTo(405);
    }
}
