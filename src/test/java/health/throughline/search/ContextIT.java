package health.throughline.search;

import static health.throughline.testing.Call.call;
import static health.throughline.testing.Call.get;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Pages;
import health.throughline.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/search.html#context: searches of the whole system and of compartments. */
class ContextIT {

    private static final Found FOUND = new Found();

    @BeforeAll
    static void resources() {
        FOUND.with("p", "Patient", "'gender':'female'")
                .with("other", "Patient", "")
                .with("dr", "Practitioner", "")
                .observation("mine", "'subject':{'reference':'Patient/~p'}")
                .observation(
                        "done", "'subject':{'reference':'Patient/~other'},'performer':[{'reference':'Patient/~p'}]")
                .observation("theirs", "'subject':{'reference':'Patient/~other'}")
                .with("c", "Condition", "'subject':{'reference':'Patient/~p'}")
                .with("staff", "PractitionerRole", "'practitioner':{'reference':'Practitioner/~dr'}");
    }

    private static List<String> ids(String path) {
        return Pages.matches(path).stream().sorted().toList();
    }

    private static List<String> names(String... names) {
        return java.util.Arrays.stream(names).map(FOUND::id).sorted().toList();
    }

    @Test
    void the_whole_system_is_searched_by_what_all_types_have() {
        String tag = FOUND.query("", "").substring("/?".length());
        assertThat(ids("?" + tag)).isEqualTo(names("p", "other", "dr", "mine", "done", "theirs", "c", "staff"));
        assertThat(ids("?" + tag + "&_type=Patient,Condition&_count=1")).isEqualTo(names("p", "other", "c"));
        assertThat(ids("?" + tag + "&_type=Observation,Condition&patient=" + FOUND.id("p")))
                .isEqualTo(names("mine", "c"));
        assertThat(ids("?" + tag + "&_id=" + FOUND.id("p") + "," + FOUND.id("c")))
                .isEqualTo(names("p", "c"));
        assertThat(ids("?" + tag + "&_type=Patient,Practitioner&gender:missing=true"))
                .isEqualTo(names("other", "dr"));
        Reply sorted = get("?" + tag + "&_sort=_lastUpdated&_total=accurate&_count=3")
                .send()
                .expect(200);
        assertThat(sorted.json().path("total").asInt()).isEqualTo(8);
        assertThat(sorted.matches()).startsWith(FOUND.id("p"));
    }

    @Test
    void the_whole_system_is_searched_by_post() {
        Reply reply = call("POST", "/_search")
                .content("application/x-www-form-urlencoded", "_type=Patient&_id=" + FOUND.id("p"))
                .send()
                .expect(200);
        assertThat(reply.matches()).containsExactly(FOUND.id("p"));
    }

    @Test
    void a_parameter_that_not_all_types_have_is_refused() {
        Reply refused = get("?_type=Patient,Condition&gender=female").send().expect(400);
        assertThat(refused.diagnostics()).contains("gender");
        assertThat(get("?_type=Patients").send().expect(400).diagnostics()).contains("_type");
        assertThat(get("/Patient?_type=Patient").send().expect(400).diagnostics())
                .contains("_type");
    }

    @Test
    void a_compartment_holds_what_r4_says() {
        String patient = "/Patient/" + FOUND.id("p");
        assertThat(ids(patient + "/Observation")).isEqualTo(names("mine", "done"));
        assertThat(ids(patient + "/Observation?performer=" + patient.substring(1)))
                .isEqualTo(names("done"));
        assertThat(ids(patient + "/*?_count=2")).isEqualTo(names("p", "mine", "done", "c"));
        assertThat(ids(patient + "/*?_type=Condition,Patient")).isEqualTo(names("p", "c"));
        assertThat(ids("/Practitioner/" + FOUND.id("dr") + "/PractitionerRole")).isEqualTo(names("staff"));
        assertThat(call("POST", patient + "/Observation/_search")
                        .content("application/x-www-form-urlencoded", "_total=accurate")
                        .send()
                        .expect(200)
                        .json()
                        .path("total")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void what_is_in_no_compartment_is_refused_and_not_answered_unfiltered() {
        String patient = "/Patient/" + FOUND.id("p");
        assertThat(get(patient + "/Practitioner").send().expect(404).diagnostics())
                .contains("compartment");
        assertThat(get("/Condition/" + FOUND.id("c") + "/Observation")
                        .send()
                        .expect(404)
                        .diagnostics())
                .contains("no Condition compartment");
        assertThat(get(patient + "/*?_type=Practitioner").send().expect(400).diagnostics())
                .contains("_type");
    }
}
