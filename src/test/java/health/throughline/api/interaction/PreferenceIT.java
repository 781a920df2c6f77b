package health.throughline.api.interaction;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#ops and https://hl7.org/fhir/R4/search.html#errors: the Prefer header. */
class PreferenceIT {

    private static final JsonNode PATIENT = json("{'resourceType':'Patient','active':true}");

    @Test
    void return_minimal_gives_no_content_but_all_headers() {
        Reply created =
                post("/Patient", PATIENT).prefer("return=minimal").send().expect(201);
        assertThat(created.bytes()).isEmpty();
        assertThat(created.header("Location")).contains("/Patient/");
        assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(created.header("Last-Modified")).isNotEmpty();
    }

    @Test
    void return_representation_gives_the_resource() {
        Reply created =
                post("/Patient", PATIENT).prefer("return=representation").send().expect(201);
        assertThat(created.json().path("active").asBoolean()).isTrue();
    }

    @Test
    void return_operation_outcome_tells_what_happened() {
        Reply created = post("/Patient", PATIENT)
                .prefer("return=OperationOutcome")
                .send()
                .expect(201);
        assertThat(created.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(created.json().at("/issue/0/severity").asText()).isEqualTo("information");
        Reply deleted = delete("/Patient/" + created.id())
                .prefer("return=OperationOutcome")
                .send()
                .expect(200);
        assertThat(deleted.json().path("resourceType").asText()).isEqualTo("OperationOutcome");
    }

    @Test
    void an_unknown_search_parameter_is_refused_unless_handling_is_lenient() {
        String id = unique("p");
        put("/Basic/" + id, json("{'resourceType':'Basic','id':'%s','code':{'text':'x'}}", id))
                .send()
                .expect(201);
        String url = "/Basic?_id=" + id + "&favourite-colour=red";
        assertThat(get(url).send().expect(400).diagnostics()).contains("'favourite-colour'");
        get(url).prefer("handling=strict").send().expect(400);
        Reply lenient = get(url).prefer("handling=lenient").send().expect(200);
        assertThat(lenient.matches()).containsExactly(id);
        assertThat(lenient.link("self")).contains("_id=").doesNotContain("favourite-colour");
        assertThat(lenient.ids("outcome")).hasSize(1);
        assertThat(lenient.text()).contains("'favourite-colour' was left out");
    }

    @Test
    void lenient_handling_does_not_excuse_a_wrong_value_of_a_known_parameter() {
        get("/Patient?birthdate=soon").prefer("handling=lenient").send().expect(400);
    }

    @Test
    void several_preferences_can_be_combined() {
        Reply created = post("/Patient", PATIENT)
                .prefer("handling=lenient, return=minimal")
                .send()
                .expect(201);
        assertThat(created.bytes()).isEmpty();
        post("/Patient", PATIENT)
                .prefer("something-else; return=minimal")
                .send()
                .expect(201);
    }
}
