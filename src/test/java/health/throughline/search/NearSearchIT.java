package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Call;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/location.html#positional. */
class NearSearchIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void places() {
        place("boston", 42.3601, -71.0589);
        place("cambridge", 42.3736, -71.1097);
        place("worcester", 42.2626, -71.8023);
        place("fiji", -16.5, 179.9);
        place("taveuni", -16.8, -179.9);
        place("pole", 89.99, 10);
        place("beyond", 89.99, -170);
        FOUND.with("nowhere", "Location", "'name':'x'");
    }

    private static void place(String name, double latitude, double longitude) {
        FOUND.with(
                name, "Location", "'name':'x','position':{'latitude':" + latitude + ",'longitude':" + longitude + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "42.36|-71.06;                boston cambridge",
                "42.36|-71.06|3;              boston",
                "42.36|-71.06|10|km;          boston cambridge",
                "42.36|-71.06|3000|m;         boston",
                "42.36|-71.06|3|[mi_us];      boston cambridge",
                "42.36|-71.06|100|km;         boston cambridge worcester",
                "42.36|-71.06||;              boston cambridge",
                "-16.6|180|50;                fiji taveuni",
                "-16.6|-180|50;               fiji taveuni",
                "-16.5|179.95|20;             fiji",
                "89.99|100|5|km;              beyond pole",
                "0|0|1|km;                    ''",
                "0|0|30000|km;                beyond boston cambridge fiji pole taveuni worcester",
                "42.36|-71.06|3,89.99|10|1;   boston pole"
            })
    void places_are_found_within_the_distance(String value, String names) {
        assertThat(FOUND.names("Location", "near=" + value))
                .containsExactlyInAnyOrder(names.isBlank() ? new String[0] : names.split(" "));
    }

    @Test
    void places_are_sorted_by_their_distance() {
        assertThat(FOUND.ordered("Location", "near=42.36|-71.06|100&_sort=near&_count=2"))
                .containsExactly("boston", "cambridge", "worcester");
        assertThat(FOUND.ordered("Location", "near=42.36|-71.06|100&_sort=-near&_count=1"))
                .containsExactly("worcester", "cambridge", "boston");
        assertThat(FOUND.reply("Location", "_sort=near").expect(400).diagnostics())
                .contains("_sort", "near");
    }

    @Test
    void missing_tells_places_without_a_position() {
        assertThat(FOUND.names("Location", "near:missing=true")).containsExactly("nowhere");
        assertThat(FOUND.names("Location", "near:missing=false")).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "42", "91|0", "0|181", "a|b", "1|2|-3", "1|2|3|kg", "1|2|3|km|4", "1|2|3|furlongs", "1||3"})
    void what_is_no_place_is_refused(String value) {
        assertThat(FOUND.reply("Location", "near=" + value).status()).isEqualTo(400);
    }

    @Test
    void the_metadata_names_it() {
        assertThat(Call.get("/metadata").send().json().toString()).contains("\"name\":\"near\"");
    }
}
