package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Answer;
import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** $lastn, $stats and $graphql see what their caller sees, by whatever way they come to it. */
class RestrictedOperationsIT {

    private static World world;
    private static Access ofOne;

    @BeforeAll
    static void start() {
        world = new World(Map.of());
        for (String patient : new String[] {"a", "b"}) {
            world.load("Patient/" + patient, "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}");
            world.load("Observation/open-" + patient, observation("open-" + patient, patient, 1, "N"));
            world.load("Observation/secret-" + patient, observation("secret-" + patient, patient, 1000, "R"));
        }
        world.load(
                "Observation/of-both",
                observation("of-both", "a", 5, "N")
                        .replace("\"status\"", "\"performer\":[{\"reference\":\"Patient/b\"}],\"status\""));
        ofOne = world.restricted(Set.of("Patient/a"), Set.of(), "urn:l|R");
    }

    private static String observation(String id, String patient, int value, String label) {
        return "{\"resourceType\":\"Observation\",\"id\":\"" + id + "\",\"meta\":{\"security\":[{\"system\":\"urn:l\","
                + "\"code\":\"" + label + "\"}]},\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"urn:s\","
                + "\"code\":\"c\"}]},\"subject\":{\"reference\":\"Patient/" + patient
                + "\"},\"effectiveDateTime\":\"2026-01-0" + (1 + value % 7) + "\",\"valueInteger\":" + value + "}";
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static Answer ask(String url) {
        return world.answer(Ask.get(url), ofOne);
    }

    private static Answer graphql(String path, String query) {
        return ask(path + "$graphql?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    @Test
    void the_newest_are_the_newest_of_those_in_sight() {
        assertThat(World.keysIn(
                        ask("Observation/$lastn?patient=a&code=urn:s|c&max=5").body()))
                .containsExactlyInAnyOrder("Observation/open-a");
        assertThat(World.keysIn(ask("Observation/$lastn?patient=b&code=urn:s|c").body()))
                .isEmpty();
    }

    @Test
    void statistics_are_of_what_is_in_sight() {
        String statistics = "&code=c&system=urn:s&statistic=sum,count&include=true";
        Answer own = ask("Observation/$stats?subject=Patient/a" + statistics);
        assertThat(own.body()).contains("\"value\":1,").doesNotContain("secret").doesNotContain("of-both");
        assertThat(ask("Observation/$stats?subject=Patient/b" + statistics).status())
                .isEqualTo(404);
    }

    @Test
    void graphql_leads_nowhere_else() {
        assertThat(graphql("", "{ ObservationList { id } PatientList { id } }").body())
                .isEqualTo(
                        "{\"data\":{\"ObservationList\":[{\"id\":\"open-a\"}]," + "\"PatientList\":[{\"id\":\"a\"}]}}");
        assertThat(graphql("", "{ Patient(id: b) { id } }").status()).isEqualTo(404);
        assertThat(graphql("Patient/b/", "{ id }").status()).isEqualTo(404);
        assertThat(graphql("Observation/of-both/", "{ id }").status())
                .as("what is also another's is theirs to keep")
                .isEqualTo(404);
        assertThat(graphql("Patient/a/", "{ ObservationConnection(_reference: subject) { count } }")
                        .body())
                .isEqualTo("{\"data\":{\"ObservationConnection\":{\"count\":1}}}");
    }
}
