package health.throughline.record;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.record.World.Ask;
import health.throughline.record.access.Access;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What searches of values owe to those who may see little, and to processes that share the database. */
class ValueSearchIT {

    private static final String LABEL = "http://terminology.hl7.org/CodeSystem/v3-ActCode|ETH";
    private static final String MILLIGRAMS = "Observation?value-quantity=5.4|http://unitsofmeasure.org|mg";
    private static World world;

    @BeforeAll
    static void load() {
        world = new World(Map.of());
        location("house", "", "");
        location(
                "annexe",
                "house",
                "'meta':{'security':[{'system':'" + LABEL.substring(0, LABEL.indexOf('|')) + "','code':'ETH'}]},");
        location("cellar", "annexe", "");
        location("attic", "house", "");
    }

    private static void location(String id, String parent, String more) {
        String partOf = parent.isEmpty() ? "" : ",'partOf':{'reference':'Location/" + parent + "'}";
        world.load(
                "Location/" + id,
                json("{'resourceType':'Location','id':'" + id + "'," + more + "'name':'x'" + partOf + "}"));
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void a_hierarchy_is_not_walked_through_what_is_hidden() {
        Access little = world.restricted(Set.of(), Set.of("Location"), LABEL);
        Ask below = Ask.get("Location?partof:below=house");
        assertThat(world.answer(below, Access.everything("test")).body())
                .contains("\"cellar\"", "\"annexe\"", "\"attic\"");
        assertThat(world.answer(below, little).body()).contains("\"attic\"").doesNotContain("\"cellar\"", "\"annexe\"");
        Ask above = Ask.get("Location?partof:above=cellar");
        assertThat(world.answer(above, Access.everything("test")).body()).contains("\"attic\"", "\"annexe\"");
        assertThat(world.answer(above, little).body()).doesNotContain("\"attic\"");
    }

    @Test
    void units_that_another_process_uses_first_are_noticed_within_seconds() throws InterruptedException {
        try (World other = new World(world.database, Map.of())) {
            Access all = Access.everything("test");
            assertThat(other.answer(Ask.get(MILLIGRAMS), all).body())
                    .contains("searchset")
                    .doesNotContain("\"pg\"");
            world.load(
                    "Observation/pg",
                    json("{'resourceType':'Observation','id':'pg','status':'final','code':{'text':'x'},'valueQuantity':"
                            + "{'value':5400000000,'system':'http://unitsofmeasure.org','code':'pg','unit':'pg'}}"));
            assertThat(world.answer(Ask.get(MILLIGRAMS), all).body()).contains("\"pg\"");
            Thread.sleep(3_500);
            assertThat(other.answer(Ask.get(MILLIGRAMS), all).body()).contains("\"id\":\"pg\"");
        }
    }
}
