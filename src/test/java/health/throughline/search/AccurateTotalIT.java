package health.throughline.search;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/search.html#total: what is counted is what is found. */
class AccurateTotalIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        FOUND.with("stays", "Patient", "")
                .with("goes", "Patient", "")
                .with("crowd", "Group", "'type':'person','actual':true");
        String code = "'code':{'coding':[{'system':'urn:test:total','code':'" + FOUND.id("c") + "'}]},'subject':";
        FOUND.observation("a", code + "{'reference':'Patient/~stays'}")
                .observation("b", code + "{'reference':'Patient/~goes'}")
                .observation("c", code + "{'reference':'Group/~crowd'}");
        delete("/Patient/" + FOUND.id("goes")).send().expect(204);
    }

    private static JsonNode search(String query) {
        return get(query).send().expect(200).json();
    }

    @Test
    void a_deleted_resource_is_neither_found_nor_counted_by_its_id() {
        String ids = FOUND.id("stays") + "," + FOUND.id("goes");
        for (String query : new String[] {"&_total=accurate", "&_total=accurate&_sort=_id"}) {
            JsonNode bundle = search("/Patient?_id=" + ids + query);
            assertThat(bundle.path("total").asInt()).isEqualTo(1);
            assertThat(bundle.path("entry")).hasSize(1);
        }
        assertThat(search("/Patient?_id=" + ids + "&_summary=count")
                        .path("total")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void what_is_referred_to_counts_only_if_it_exists_and_is_of_the_type_asked_for() {
        String has = "?_has:Observation:subject:code=" + FOUND.id("c");
        assertThat(search("/Patient" + has + "&_summary=count").path("total").asInt())
                .isEqualTo(1);
        JsonNode bundle = search("/Patient" + has + "&_total=accurate");
        assertThat(bundle.path("total").asInt()).isEqualTo(1);
        assertThat(bundle.path("entry")).hasSize(1);
        assertThat(search("/Group" + has + "&_summary=count").path("total").asInt())
                .isEqualTo(1);
    }
}
