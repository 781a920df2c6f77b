package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#uri: {@code :above} and {@code :below}. */
class UriModifiersIT {

    private static final Found FOUND = new Found();
    private static final String BASE = "http://" + FOUND.id("host") + ".example";

    @BeforeAll
    static void resources() {
        for (String[] one : new String[][] {
            {"host", ""}, {"fhir", "/fhir"}, {"sets", "/fhir/vs/"}, {"set", "/fhir/vs/1"}, {"fhirs", "/fhirs/vs"}
        }) {
            FOUND.with(one[0], "ValueSet", "'status':'active','url':'" + BASE + one[1] + "'");
        }
        FOUND.with("urn", "ValueSet", "'status':'active','url':'urn:oid:1.2.3'")
                .with("long", "ValueSet", "'status':'active','url':'" + BASE + "/long/" + "x".repeat(3000) + "/end'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "url=BASE/fhir;            fhir",
                "url:below=BASE/fhir;      fhir set sets",
                "url:below=BASE/fhir/;     set sets",
                "url:below=BASE/fhir/vs;   set sets",
                "url:below=BASE/fhir/v;    ''",
                "url:below=BASE;           fhir fhirs host long set sets",
                "url:below=BASE/fhirs,BASE/fhir/vs; fhirs set sets",
                "url:above=BASE/fhir/vs/1; fhir host set sets",
                "url:above=BASE/fhir;      fhir host",
                "url:above=BASE/fhir/vs/1/_history/2; fhir host set sets",
                "url:below=urn:oid:1.2;    400",
                "url:above=urn:oid:1.2.3;  400",
                "url:exact=BASE;           400",
                "url:not=BASE/fhir;        fhirs host long set sets urn",
            })
    void uris(String condition, String names) {
        String asked = condition.replace("BASE", BASE);
        if (names.equals("400")) {
            FOUND.reply("ValueSet", asked).expect(400);
        } else {
            assertThat(FOUND.names("ValueSet", asked))
                    .containsExactlyInAnyOrder(names.isBlank() ? new String[0] : names.split(" "));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"xxxxx; 1", "; 0"})
    void a_long_prefix_is_compared_to_its_end(String more, int found) {
        String prefix = BASE + "/long/" + "x".repeat(2995) + (more == null ? "y" : more);
        assertThat(FOUND.names("ValueSet", "url:below=" + prefix)).hasSize(found);
    }
}
