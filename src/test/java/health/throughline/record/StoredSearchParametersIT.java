package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SearchParameters of the record outlive a restart, and reach the other servers on the same database. */
class StoredSearchParametersIT {

    private static final Access EVERYTHING = Access.everything("test");

    private static String parameter(String code, String expression) {
        return "{\"resourceType\":\"SearchParameter\",\"id\":\"" + code + "\",\"url\":\"urn:test:" + code
                + "\",\"name\":\"X\",\"status\":\"active\",\"description\":\"x\",\"code\":\"" + code
                + "\",\"base\":[\"Flag\"],\"type\":\"string\",\"expression\":\"" + expression + "\"}";
    }

    private static String flag(int i) {
        return "{\"resourceType\":\"Flag\",\"id\":\"f" + i + "\",\"status\":\"active\",\"code\":{\"text\":\"red " + i
                + "\"},\"subject\":{\"reference\":\"Patient/p\"}}";
    }

    private static Answer search(World world, String query) {
        return world.answer(Ask.get("Flag?" + query), EVERYTHING);
    }

    private static void awaitFound(World world, String query, int count) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (World.keysIn(search(world, query).body()).size() != count) {
            assertThat(Instant.now()).as(search(world, query).body()).isBefore(deadline);
            Thread.sleep(100);
        }
    }

    @Test
    void a_parameter_is_in_force_after_a_restart_and_on_every_server() throws InterruptedException {
        try (World first = new World(Map.of())) {
            for (int i = 0; i < 250; i++) {
                first.load("Flag/f" + i, flag(i));
            }
            first.load("SearchParameter/text-of", parameter("text-of", "Flag.code.text"));
            try (World second = new World(first.database, Map.of())) {
                awaitFound(first, "text-of=red 7", 11);
                awaitFound(second, "text-of=red 7", 11);
                second.load("SearchParameter/other", parameter("other", "Flag.code.coding.display"));
                awaitFound(second, "other=x", 0);
                first.load("Flag/f999", flag(999).replace("\"text\"", "\"coding\":[{\"display\":\"xyz\"}],\"text\""));
                awaitFound(second, "other=x", 1);
                awaitFound(first, "other=x", 1);
                first.delete("SearchParameter/other");
                Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
                while (search(second, "other=x").status() != 400) {
                    assertThat(Instant.now()).isBefore(deadline);
                    Thread.sleep(100);
                }
            }
            try (World third = new World(first.database, Map.of())) {
                assertThat(World.keysIn(search(third, "text-of=red 7&_count=50").body()))
                        .hasSize(11);
            }
        }
    }
}
