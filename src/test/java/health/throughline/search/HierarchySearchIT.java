package health.throughline.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#recursive and #versions. */
class HierarchySearchIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        FOUND.with("house", "Location", "'name':'x'")
                .with("floor", "Location", "'partOf':{'reference':'Location/~house'}")
                .with("room", "Location", "'partOf':{'reference':'Location/~floor'}")
                .with("other", "Location", "'name':'x'")
                .with("ring1", "Location", "'partOf':{'reference':'Location/~ring2'}")
                .with("ring2", "Location", "'partOf':{'reference':'Location/~ring1'}");
        for (String place : new String[] {"house", "floor", "room", "other", "ring1"}) {
            FOUND.with(
                    "at-" + place,
                    "Encounter",
                    "'status':'finished','class':{'code':'AMB'},'location':[{'location':{'reference':'Location/~"
                            + place + "'}}]");
        }
        for (String version : new String[] {"1", "1.0", "1.1.2", "1-draft", "10", "2.0"}) {
            FOUND.with("v" + version, "QuestionnaireResponse", questionnaire("http://example.org/q/h|" + version));
        }
        FOUND.with("plain", "QuestionnaireResponse", questionnaire("http://example.org/q/h"))
                .with("fragment", "QuestionnaireResponse", questionnaire("http://example.org/q/h|3.0#part"))
                .with("else", "QuestionnaireResponse", questionnaire("http://example.org/q/other|1.0"));
    }

    private static String questionnaire(String canonical) {
        return "'status':'completed','questionnaire':'" + canonical + "'";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Encounter; location:below=~house;          at-floor at-house at-room",
                "Encounter; location:below=Location/~floor; at-floor at-room",
                "Encounter; location:above=~room;           at-floor at-house at-room",
                "Encounter; location:above=~house;          at-house",
                "Encounter; location:below=~ring1;          at-ring1",
                "Encounter; location:below=~room,~other;    at-other at-room",
                "Encounter; location:below=absent;          ''",
                "Location;  partof:below=~house;            floor room",
                "Location;  partof:above=~floor;            floor room",
                "Location;  partof:below=~ring1;            ring1 ring2",
                "Encounter; location.partof:below=~house;   at-floor at-room",
                "QuestionnaireResponse; questionnaire:below=http://example.org/q/h; "
                        + "fragment plain v1 v1-draft v1.0 v1.1.2 v10 v2.0",
                "QuestionnaireResponse; questionnaire:below=http://example.org/q/h|1; v1 v1-draft v1.0 v1.1.2",
                "QuestionnaireResponse; questionnaire:below=http://example.org/q/h|1.1; v1.1.2",
                "QuestionnaireResponse; questionnaire:below=http://example.org/q/h|4; ''",
                "QuestionnaireResponse; questionnaire=http://example.org/q/h|3.0; fragment",
                "QuestionnaireResponse; questionnaire=http://example.org/q/h|1; v1"
            })
    void walks_what_is_part_of_something(String type, String condition, String names) {
        assertThat(FOUND.names(type, condition))
                .containsExactlyInAnyOrder(names.isBlank() ? new String[0] : names.split(" "));
    }

    @Test
    void what_has_no_hierarchy_is_refused() {
        assertThat(FOUND.reply("Observation", "patient:below=x").status()).isEqualTo(400);
        assertThat(FOUND.reply("Encounter", "location:below=Patient/x").status())
                .isEqualTo(400);
        assertThat(FOUND.reply("Encounter", "location:below=http://elsewhere.example/Location/1")
                        .status())
                .isEqualTo(400);
        assertThat(FOUND.reply("QuestionnaireResponse", "questionnaire:above=http://example.org/q|1")
                        .status())
                .isEqualTo(400);
    }
}
