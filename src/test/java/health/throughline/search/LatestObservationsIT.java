package health.throughline.search;

import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.client.api.IGenericClient;
import ca.uhn.fhir.rest.client.api.ServerValidationModeEnum;
import health.throughline.fhir.Fhir;
import health.throughline.testing.Reply;
import health.throughline.testing.TestServer;
import java.util.List;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** https://hl7.org/fhir/R4/observation-operation-lastn.html */
class LatestObservationsIT {

    private static final Found FOUND = new Found();
    private static final String VITAL =
            "'category':[{'coding':[{'system':'http://terminology.hl7.org/CodeSystem/observation-category',"
                    + "'code':'vital-signs'}]}],'subject':{'reference':'Patient/~p'},";

    private static void vital(String name, String codes, String when) {
        StringBuilder codings = new StringBuilder();
        for (String code : codes.split("\\+")) {
            codings.append(codings.length() == 0 ? "" : ",")
                    .append("{'system':'urn:s','code':'")
                    .append(code)
                    .append("'}");
        }
        FOUND.observation(name, VITAL + "'code':{'coding':[" + codings + "]}" + (when.isEmpty() ? "" : "," + when));
    }

    private static String at(String dateTime) {
        return "'effectiveDateTime':'" + dateTime + "'";
    }

    @BeforeAll
    static void observations() {
        FOUND.with("p", "Patient", "").with("q", "Patient", "");
        vital("w1", "weight", at("2026-01-01"));
        vital("w2", "weight", at("2026-01-02"));
        vital("w3", "weight+29463-7", at("2026-01-03T08:00:00Z"));
        vital("w4", "29463-7", at("2026-01-03T08:00:00Z"));
        vital("h1", "height", at("2025-01-01"));
        vital("h2", "height", "");
        vital("n1", "never", "");
        vital("t1", "pulse", "'effectivePeriod':{'start':'2026-02-01','end':'2026-02-02'}");
        FOUND.observation(
                "other",
                VITAL.replace("~p", "~q") + "'code':{'coding':[{'system':'urn:s','code':'weight'}]},"
                        + at("2026-05-05"));
        FOUND.observation("lab", "'subject':{'reference':'Patient/~p'},'code':{'text':'lab'}," + at("2026-05-05"));
        FOUND.observation("wrong", (VITAL + "'code':{'text':'wrong'}," + at("2020-05-05")) + ",'valueString':'x'");
    }

    private static Reply lastn(String condition) {
        return get(FOUND.query("Observation", condition).replaceFirst("/Observation\\?", "/Observation/\\$lastn?"))
                .send();
    }

    private static List<String> names(String condition) {
        return lastn(condition).expect(200).matches().stream()
                .map(id -> id.substring(0, id.indexOf('-')))
                .toList();
    }

    @Test
    void the_newest_of_each_code_comes_newest_first_with_those_of_the_same_time() {
        assertThat(names("patient=~p&category=vital-signs")).containsExactly("t1", "w4", "w3", "h1", "wrong", "n1");
    }

    @Test
    void max_is_of_each_group_and_undated_ones_come_after_dated_ones() {
        assertThat(names("subject=Patient/~p&category=vital-signs&max=3"))
                .containsExactly("t1", "w4", "w3", "w2", "h1", "wrong", "n1", "h2");
    }

    @Test
    void other_search_parameters_narrow_what_is_looked_at() {
        assertThat(names("patient=~p&code=urn:s|weight&max=1")).containsExactly("w3");
        assertThat(names("patient=~p&code=urn:s|weight&date=lt2026-01-03&max=1"))
                .containsExactly("w2");
        assertThat(names("patient=~p&code=nobody-uses-this")).isEmpty();
    }

    @Test
    void it_is_called_by_post_too() {
        String patient = FOUND.id("p");
        Reply reply = post(
                        "/Observation/$lastn",
                        json(
                                "{'resourceType':'Parameters','parameter':[{'name':'max','valuePositiveInt':2},"
                                        + "{'name':'patient','valueString':'%s'},{'name':'code','valueString':'urn:s|height'}]}",
                                patient))
                .send()
                .expect(200);
        assertThat(reply.matches()).containsExactly(FOUND.id("h1"), FOUND.id("h2"));
    }

    @Test
    void hapi_calls_it() {
        var factory = Fhir.context().getRestfulClientFactory();
        factory.setServerValidationMode(ServerValidationModeEnum.NEVER);
        IGenericClient client = factory.newGenericClient(TestServer.base());
        Parameters in = new Parameters();
        in.addParameter("patient", FOUND.id("p"));
        in.addParameter("category", "vital-signs");
        Bundle found = client.operation()
                .onType(Observation.class)
                .named("lastn")
                .withParameters(in)
                .useHttpGet()
                .returnResourceType(Bundle.class)
                .execute();
        assertThat(found.getEntry()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "category=vital-signs",
                "patient=a,b&category=vital-signs",
                "patient:missing=true&category=vital-signs",
                "patient=~p",
                "patient=~p&date=2026",
                "patient=~p&category=vital-signs&max=0",
                "patient=~p&category=vital-signs&max=x",
                "patient=~p&category=vital-signs&max=101",
                "patient=~p&category=vital-signs&_sort=date",
                "patient=~p&category=vital-signs&_include=Observation:patient",
                "patient=~p&category=vital-signs&unknown=1"
            })
    void what_it_cannot_answer_is_refused(String condition) {
        assertThat(lastn(condition).expect(400).diagnostics()).isNotEmpty();
    }
}
