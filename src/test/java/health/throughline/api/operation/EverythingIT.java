package health.throughline.api.operation;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.encode;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Pages;
import health.throughline.testing.Reply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/patient-operation-everything.html. */
class EverythingIT {

    private String patient = "";
    private String observation = "";
    private String later = "";
    private String condition = "";
    private String strange = "";

    private static String created(String type, String text, Object... values) {
        return post("/" + type, json(text, values)).send().expect(201).id();
    }

    private static String observed(String patient, String date) {
        return created(
                "Observation",
                "{'resourceType':'Observation','status':'final','code':{'text':'x'},"
                        + "'subject':{'reference':'Patient/%s'},'effectiveDateTime':'%s'}",
                patient,
                date);
    }

    @BeforeEach
    void a_patient_with_a_small_chart() {
        patient = created("Patient", "{'resourceType':'Patient'}");
        observation = observed(patient, "2026-01-10");
        later = observed(patient, "2026-03-10");
        condition = created("Condition", "{'resourceType':'Condition','subject':{'reference':'Patient/%s'}}", patient);
        String other = created("Patient", "{'resourceType':'Patient'}");
        strange = observed(other, "2026-01-10");
    }

    private List<String> everything(String query) {
        List<String> ids = new ArrayList<>();
        Pages.of("/Patient/" + patient + "/$everything" + query)
                .forEach(page -> page.resources()
                        .forEach(resource -> ids.add(resource.path("id").asText())));
        return ids;
    }

    @Test
    void the_patient_and_all_of_the_compartment_come_and_nothing_of_others() {
        assertThat(everything("")).containsExactlyInAnyOrder(patient, observation, later, condition);
        assertThat(everything("")).doesNotContain(strange);
    }

    @Test
    void type_narrows_to_the_types_named() {
        assertThat(everything("?_type=Observation")).containsExactlyInAnyOrder(observation, later);
        assertThat(everything("?_type=Observation,Condition")).containsExactlyInAnyOrder(observation, later, condition);
    }

    @Test
    void start_and_end_narrow_by_the_date_of_care() {
        assertThat(everything("?start=2026-02-01&_type=Observation")).containsExactly(later);
        assertThat(everything("?end=2026-02-01&_type=Observation")).containsExactly(observation);
        assertThat(everything("?start=2026-01-10&end=2026-01-10")).contains(observation, condition, patient);
    }

    @Test
    void since_narrows_to_what_changed() throws InterruptedException {
        Thread.sleep(5);
        String last = observed(patient, "2026-04-01");
        JsonNode meta = get("/Observation/" + last).send().json().path("meta");
        assertThat(everything("?_since=" + encode(meta.path("lastUpdated").asText())))
                .containsExactly(last);
    }

    @Test
    void pages_make_the_whole() {
        List<Reply> pages = Pages.of("/Patient/" + patient + "/$everything?_count=3");
        assertThat(pages).hasSize(2);
        assertThat(everything("?_count=1")).containsExactlyInAnyOrder(patient, observation, later, condition);
    }

    @Test
    void post_with_parameters_is_the_same_as_get() {
        Reply posted = post(
                        "/Patient/" + patient + "/$everything",
                        json("{'resourceType':'Parameters','parameter':[{'name':'_type','valueCode':'Condition'}]}"))
                .send()
                .expect(200);
        assertThat(posted.matches()).containsExactly(condition);
    }

    @Test
    void deleted_members_do_not_come() {
        delete("/Observation/" + later).send().expect(204);
        assertThat(everything("")).doesNotContain(later);
    }

    @Test
    void what_is_wrong_is_refused() {
        get("/Patient/nobody-here/$everything").send().expect(404);
        get("/Patient/" + patient + "/$everything?_type=Nonsense").send().expect(400);
        get("/Patient/" + patient + "/$everything?start=soon").send().expect(400);
        get("/Patient/" + patient + "/$everything?colour=red").send().expect(400);
        get("/Patient/" + patient + "/$everything?_count=0").send().expect(400);
        get("/Observation/" + observation + "/$everything").send().expect(404);
    }
}
