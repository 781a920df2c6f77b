package health.throughline.search;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** https://hl7.org/fhir/R4/search.html#token: {@code :in}, {@code :not-in}, {@code :above} and {@code :below}. */
class TerminologySearchIT {

    private static final Found FOUND = new Found();
    private static final String MOOD = "http://test.example/cs/" + FOUND.id("mood");
    private static final String SETS = "http://test.example/vs/" + FOUND.id("set");

    @BeforeAll
    static void resources() {
        FOUND.with(
                "mood",
                "CodeSystem",
                "'url':'" + MOOD + "','status':'active','content':'complete','hierarchyMeaning':'is-a','concept':["
                        + "{'code':'low','concept':[{'code':'sad'},{'code':'numb'}]},{'code':'high'}]");
        valueSet("lows", "'filter':[{'property':'concept','op':'is-a','value':'low'}]");
        FOUND.observation("sad", code(MOOD, "sad"))
                .observation("low", code(MOOD, "low"))
                .observation("high", code(MOOD, "high"))
                .observation(
                        "both",
                        "'code':{'coding':[{'system':'" + MOOD + "','code':'high'},{'system':'" + MOOD
                                + "','code':'numb'}]}")
                .observation("other", code("urn:other", "sad"))
                .observation("text", "'code':{'text':'sad'}");
        FOUND.with("woman", "Patient", "'gender':'female','active':true")
                .with("unsaid", "Patient", "")
                .with("visit", "Encounter", "'status':'finished','class':" + actCode("ACUTE"))
                .with("walk-in", "Encounter", "'status':'planned','class':" + actCode("AMB"));
    }

    private static String code(String system, String code) {
        return "'code':{'coding':[{'system':'" + system + "','code':'" + code + "'}]}";
    }

    private static String actCode(String code) {
        return "{'system':'http://terminology.hl7.org/CodeSystem/v3-ActCode','code':'" + code + "'}";
    }

    private static void valueSet(String name, String include) {
        FOUND.with(
                name,
                "ValueSet",
                "'url':'" + SETS + "-" + name + "','version':'1','status':'active','compose':{'include':[{'system':'"
                        + MOOD + "'," + include + "}]}");
    }

    private static String[] split(String names) {
        return names.isBlank() ? new String[0] : names.split(" ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "code:in=SETS-lows;             both low sad",
                "code:in=SETS-lows|1;           both low sad",
                "code:in=ValueSet/~lows;        both low sad",
                "code:in=BASE/ValueSet/~lows;   both low sad",
                "code:not-in=SETS-lows;         high other text",
                "code:below=MOOD|low;           both low sad",
                "code:below=MOOD|sad;           sad",
                "code:below=MOOD|sad,MOOD|high; both high sad",
                "code:above=MOOD|sad;           low sad",
                "code:in=SETS-lows&code=MOOD|high; both",
                "status:in=http://hl7.org/fhir/ValueSet/observation-status; both high low other sad text",
                "status:not-in=http://hl7.org/fhir/ValueSet/observation-status; ''",
            })
    void observations(String condition, String names) {
        String asked = condition.replace("SETS", SETS).replace("MOOD", MOOD).replace("BASE", TestServer.base());
        assertThat(FOUND.names("Observation", asked)).containsExactlyInAnyOrder(split(names));
    }

    @Test
    void codes_of_R4_are_known_without_being_stored() {
        assertThat(FOUND.names("Encounter", "class:below=http://terminology.hl7.org/CodeSystem/v3-ActCode|IMP"))
                .containsExactly("visit");
        assertThat(FOUND.names("Encounter", "class:in=http://terminology.hl7.org/ValueSet/v3-ActEncounterCode"))
                .containsExactly("visit", "walk-in");
        assertThat(FOUND.names("Patient", "gender:in=http://hl7.org/fhir/ValueSet/administrative-gender"))
                .containsExactly("woman");
        assertThat(FOUND.names("Patient", "gender:not-in=http://hl7.org/fhir/ValueSet/administrative-gender"))
                .containsExactly("unsaid");
    }

    @Test
    void a_value_set_counts_in_chains_too() {
        FOUND.observation("of", code(MOOD, "sad") + ",'subject':{'reference':'Patient/~woman'}");
        assertThat(FOUND.names("Patient", "_has:Observation:patient:code:in=" + SETS + "-lows"))
                .containsExactly("woman");
        delete("/Observation/" + FOUND.id("of")).send().expect(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Observation; code:in=http://nowhere.example/vs; code:in; store it",
                "Observation; code:in=SETS-lows|2; code:in; not in that version",
                "Observation; code:not-in=ValueSet/nobody; code:not-in; no such ValueSet",
                "Observation; code:in=http://hl7.org/fhir/ValueSet/observation-codes; code:in; code system",
                "Observation; code:below=MOOD|cheerful; code:below; no such code",
                "Observation; code:below=http://nowhere.example|a; code:below; no such CodeSystem",
                "Observation; code:below=sad; code; system|code",
                "Observation; code:above=|sad; code; system|code",
                "Observation; code:in=; code; canonical URL",
                "Patient; identifier:in=SETS-lows; identifier; :in",
                "Patient; active:below=x|true; active; :below",
                "Patient; active=perhaps; active; true or false",
                "Observation; code:sounds-like=x; code; :of-type",
            })
    void what_is_not_known_or_does_not_fit_is_refused_with_the_remedy(
            String type, String condition, String parameter, String remedy) {
        var reply = FOUND.reply(type, condition.replace("SETS", SETS).replace("MOOD", MOOD));
        reply.expect(400);
        assertThat(reply.diagnostics()).contains(parameter).contains(remedy).doesNotContain("nowhere", "cheerful");
    }

    @Test
    void a_changed_value_set_counts_at_once() {
        valueSet("changing", "'concept':[{'code':'sad'}]");
        String asked = "code:in=" + SETS + "-changing";
        assertThat(FOUND.names("Observation", asked)).containsExactly("sad");
        ObjectNode valueSet = (ObjectNode) FOUND.read("ValueSet", "changing");
        ((ObjectNode) valueSet.at("/compose/include/0"))
                .set("concept", json("{'c':[{'code':'high'}]}").get("c"));
        put("/ValueSet/" + FOUND.id("changing"), valueSet).send().expect(200);
        assertThat(FOUND.names("Observation", asked)).containsExactly("both", "high");
        delete("/ValueSet/" + FOUND.id("changing")).send().expect(204);
        assertThat(FOUND.reply("Observation", asked).expect(400).diagnostics()).contains("no such ValueSet");
    }

    @Test
    void a_changed_code_system_counts_at_once() {
        ObjectNode system = (ObjectNode) FOUND.read("CodeSystem", "mood");
        assertThat(FOUND.names("Observation", "code:below=" + MOOD + "|low")).contains("sad");
        ObjectNode changed = system.deepCopy();
        ((ObjectNode) changed.at("/concept/0"))
                .set("concept", json("{'c':[{'code':'numb'}]}").get("c"));
        put("/CodeSystem/" + FOUND.id("mood"), changed).send().expect(200);
        assertThat(FOUND.names("Observation", "code:below=" + MOOD + "|low")).containsExactly("both", "low");
        put("/CodeSystem/" + FOUND.id("mood"), system).send().expect(200);
        assertThat(FOUND.names("Observation", "code:in=" + SETS + "-lows")).contains("sad");
    }

    @Test
    void of_several_stored_under_one_url_the_active_one_counts() {
        String url = SETS + "-twice";
        String include = "','compose':{'include':[{'system':'" + MOOD + "','concept':[{'code':'%s'}]}]}";
        FOUND.with("twice1", "ValueSet", "'url':'" + url + "','status':'active" + include.formatted("sad"));
        FOUND.with("twice2", "ValueSet", "'url':'" + url + "','status':'retired" + include.formatted("high"));
        assertThat(FOUND.names("Observation", "code:in=" + url)).containsExactly("sad");
    }

    @Test
    void thousands_of_codes_are_taken_and_more_than_ten_thousand_refused() {
        StringBuilder concepts = new StringBuilder("{'code':'sad'}");
        for (int i = 0; i < 9_000; i++) {
            concepts.append(",{'code':'c").append(i).append("'}");
        }
        valueSet("long", "'concept':[" + concepts + "]");
        assertThat(FOUND.names("Observation", "code:in=" + SETS + "-long")).containsExactly("sad");
        assertThat(FOUND.names("Observation", "code:in=" + SETS + "-long&status=final"))
                .containsExactly("sad");
        for (int i = 0; i < 1_100; i++) {
            concepts.append(",{'code':'d").append(i).append("'}");
        }
        valueSet("longer", "'concept':[" + concepts + "]");
        assertThat(FOUND.reply("Observation", "code:in=" + SETS + "-longer")
                        .expect(400)
                        .diagnostics())
                .contains("more than 10000 codes");
    }

    @Test
    void value_sets_in_a_circle_are_refused() {
        for (String[] pair : new String[][] {{"one", "two"}, {"two", "one"}}) {
            FOUND.with(
                    "circle-" + pair[0],
                    "ValueSet",
                    "'url':'" + SETS + "-" + pair[0] + "','status':'active','compose':{'include':[{'valueSet':['" + SETS
                            + "-" + pair[1] + "']}]}");
        }
        assertThat(FOUND.reply("Observation", "code:in=" + SETS + "-one")
                        .expect(400)
                        .diagnostics())
                .contains("imports itself");
    }

    @Test
    void codes_of_one_patient_are_found_by_list_by_value_set_and_by_hierarchy() {
        String of = ",'subject':{'reference':'Patient/~woman'}";
        FOUND.observation("her-sad", code(MOOD, "sad") + of)
                .observation("her-high", code(MOOD, "high") + of)
                .observation("her-own", "'code':{'coding':[{'code':'sad'}]}" + of);
        String her = "patient=~woman&";
        assertThat(FOUND.names("Observation", her + "code=" + MOOD + "|sad," + MOOD + "|high"))
                .containsExactly("her-high", "her-sad");
        assertThat(FOUND.names("Observation", her + "code=" + MOOD + "|sad,sad"))
                .containsExactly("her-own", "her-sad");
        assertThat(FOUND.names("Observation", her + "code=" + MOOD + "|high,|sad"))
                .containsExactly("her-high", "her-own");
        assertThat(FOUND.names("Observation", her + "code:in=" + SETS + "-lows"))
                .containsExactly("her-sad");
        assertThat(FOUND.names("Observation", her + "code:below=" + MOOD + "|low"))
                .containsExactly("her-sad");
        assertThat(FOUND.names("Observation", her + "code:not-in=" + SETS + "-lows"))
                .containsExactly("her-high", "her-own");
        assertThat(FOUND.names("Observation", her + "code:text=x")).isEmpty();
        for (String name : new String[] {"her-sad", "her-high", "her-own"}) {
            delete("/Observation/" + FOUND.id(name)).send().expect(204);
        }
    }

    @Test
    void lists_of_a_thousand_identifiers_are_taken_beside_a_rarer_condition() {
        FOUND.with(
                "known",
                "Patient",
                "'gender':'unknown','identifier':[{'system':'urn:l','value':'" + FOUND.id("7") + "'}]");
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 999; i++) {
            list.append("urn:l|").append(i == 7 ? FOUND.id("7") : i).append(",");
        }
        assertThat(FOUND.names("Patient", "identifier=" + list + "x&gender=unknown"))
                .containsExactly("known");
        assertThat(FOUND.names("Patient", "identifier:not=" + list + "x"))
                .contains("woman", "unsaid")
                .doesNotContain("known");
        delete("/Patient/" + FOUND.id("known")).send().expect(204);
    }

    @Test
    void lists_of_a_thousand_codes_are_taken() {
        StringBuilder list = new StringBuilder(MOOD + "|sad");
        for (int i = 0; i < 999; i++) {
            list.append(",")
                    .append(i % 2 == 0 ? MOOD : "urn:other")
                    .append("|x")
                    .append(i);
        }
        assertThat(FOUND.names("Observation", "code=" + list)).containsExactly("sad");
        assertThat(FOUND.names("Observation", "code:not=" + list))
                .doesNotContain("sad")
                .contains("other", "text");
        assertThat(get("/Observation?code=" + "x,".repeat(1000) + "x").send().status())
                .isEqualTo(400);
    }
}
