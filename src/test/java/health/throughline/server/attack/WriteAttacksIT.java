package health.throughline.server.attack;

import static health.throughline.server.attack.Attack.get;
import static health.throughline.server.attack.Attack.post;
import static health.throughline.server.attack.Attack.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups C13, C15 and C16: what a writer must not decide, races, and time. */
class WriteAttacksIT {

    private static ObjectNode parsed(String json) {
        return FhirJson.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void c13_identity_version_and_time_are_the_servers() {
        Reply created = post(
                        "Patient",
                        "{'resourceType':'Patient','id':'chosen-by-me','meta':{'versionId':'99',"
                                + "'lastUpdated':'2099-01-01T00:00:00Z'}}")
                .expect(201);
        assertThat(created.id()).isNotEqualTo("chosen-by-me");
        ObjectNode stored = get("/Patient/" + created.id()).expect(200).json();
        assertThat(stored.at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(stored.at("/meta/lastUpdated").asText()).doesNotStartWith("2099");
    }

    @Test
    void c13_an_update_decides_no_version_either() {
        String id = post("Patient", "{'resourceType':'Patient'}").expect(201).id();
        ObjectNode forged = parsed("{'resourceType':'Patient','active':true,'meta':{'versionId':'77',"
                + "'lastUpdated':'1999-01-01T00:00:00Z'}}");
        forged.put("id", id);
        assertThat(Call.put("/Patient/" + id, forged).send().expect(200).version())
                .isEqualTo("2");
        refused(Call.patch(
                        "/Patient/" + id,
                        "application/json-patch+json",
                        "[{\"op\":\"replace\",\"path\":\"/id\",\"value\":\"other\"}]")
                .send());
        refused(Call.patch(
                        "/Patient/" + id,
                        "application/json-patch+json",
                        "[{\"op\":\"replace\",\"path\":\"/resourceType\",\"value\":\"Device\"}]")
                .send());
        String version = Call.patch(
                        "/Patient/" + id,
                        "application/json-patch+json",
                        "[{\"op\":\"replace\",\"path\":\"/meta/versionId\",\"value\":\"500\"}]")
                .send()
                .json()
                .at("/meta/versionId")
                .asText("");
        assertThat(version).isNotEqualTo("500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'resourceType':'Patient','implicitRules':'http://evil.example/rules'}",
                "{'resourceType':'Patient','modifierExtension':[{'url':'http://evil.example/not','valueBoolean':true}]}",
                "{'resourceType':'Patient','_password':'x'}",
                "{'resourceType':'Patient','isAdmin':true}",
                "{'resourceType':'Patient','__proto__':{'a':1}}",
                "{'resourceType':'Patient','constructor':{'prototype':{}}}",
                "{'resourceType':'Patient','@type':'java.lang.Runtime'}"
            })
    void c13_what_changes_the_meaning_unknown_to_us_is_refused_or_kept_as_it_is(String json) {
        Reply reply = post("Patient", json);
        boolean standard = json.contains("implicitRules") || json.contains("modifierExtension");
        assertThat(reply.status()).isIn(standard ? List.of(201, 400, 422) : List.of(400, 422));
        if (reply.status() == 201) {
            assertThat(get("/Patient/" + reply.id()).text()).contains("evil.example");
        }
    }

    private static List<Reply> atOnce(int number, Callable<Reply> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<Reply>> futures = threads.invokeAll(
                    IntStream.range(0, number).mapToObj(i -> call).toList());
            List<Reply> replies = new java.util.ArrayList<>();
            for (Future<Reply> future : futures) {
                replies.add(future.get());
            }
            return replies;
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void c15_two_hundred_conditional_creates_make_one_row() throws Exception {
        String value = UUID.randomUUID().toString();
        ObjectNode patient =
                parsed("{'resourceType':'Patient','identifier':[{'system':'urn:race','value':'" + value + "'}]}");
        List<Reply> replies = atOnce(
                200,
                () -> Call.post("/Patient", patient)
                        .header("If-None-Exist", "identifier=urn:race|" + value)
                        .send());
        assertThat(replies)
                .extracting(Reply::status)
                .containsOnly(200, 201)
                .filteredOn(status -> status == 201)
                .hasSize(1);
        assertThat(get("/Patient?identifier=urn:race%7C" + value).matches()).hasSize(1);
    }

    @Test
    void c15_of_writers_who_read_the_same_version_one_wins() throws Exception {
        String id = post("Patient", "{'resourceType':'Patient'}").expect(201).id();
        ObjectNode patient = parsed("{'resourceType':'Patient','active':true}");
        patient.put("id", id);
        List<Reply> replies = atOnce(
                20, () -> Call.put("/Patient/" + id, patient).ifMatch("1").send());
        assertThat(replies)
                .extracting(Reply::status)
                .containsOnly(200, 412)
                .filteredOn(status -> status == 200)
                .hasSize(1);
        Call.put("/Patient/" + id, patient).ifMatch("1").send().expect(412);
    }

    @Test
    void c15_writers_in_opposite_order_all_end() throws Exception {
        String one = post("Patient", "{'resourceType':'Patient'}").expect(201).id();
        String two = post("Patient", "{'resourceType':'Patient'}").expect(201).id();
        List<Reply> replies = atOnce(40, () -> {
            boolean turned = Thread.currentThread().getId() % 2 == 0;
            String entries = entry(turned ? one : two) + "," + entry(turned ? two : one);
            return Call.post("/", parsed("{'resourceType':'Bundle','type':'transaction','entry':[" + entries + "]}"))
                    .send();
        });
        assertThat(replies).extracting(Reply::status).isSubsetOf(200, 409).contains(200);
    }

    private static String entry(String id) {
        return "{'resource':{'resourceType':'Patient','id':'" + id + "','birthDate':'2000-01-01','name':[{'text':'"
                + UUID.randomUUID() + "'}]},'request':{'method':'PUT','url':'Patient/" + id + "'}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000",
                "0000-01-01",
                "-0001",
                "10000",
                "99999-01-01",
                "2000-00",
                "2000-13",
                "2000-02-30",
                "2001-02-29",
                "2000-1-1",
                "20000101",
                "2000-01-01T24:00:00Z",
                "2000-01-01T23:60:00Z",
                "2000-01-01T10:00",
                "2000-01-01T10:00:00",
                "2000-01-01T10:00:00+15:00",
                "2000-01-01T10:00:00+2:00",
                "2000-W01",
                "now"
            })
    void c16_dates_that_are_none(String date) {
        refused(post(
                "Observation",
                "{'resourceType':'Observation','status':'final','code':{'text':'x'},'effectiveDateTime':'" + date
                        + "'}"));
    }

    @Test
    void c16_odd_dates_have_a_place() {
        Map<String, String> found = Map.of(
                "0001-01-01", "le0001-12-31",
                "9999-12-31", "ge9999",
                "2016-12-31T23:59:60Z", "ge2016-12-31",
                "2024-02-29", "eq2024-02",
                "2026-03-08T02:30:00-05:00", "eq2026-03-08",
                "1969-12-31T23:59:59.999Z", "lt1970");
        found.forEach((date, search) -> {
            Reply reply = post(
                    "Observation",
                    "{'resourceType':'Observation','status':'final','code':{'text':'odd'},'effectiveDateTime':'" + date
                            + "'}");
            assertThat(reply.status()).as(date).isIn(201, 400);
            if (reply.status() == 201) {
                assertThat(get("/Observation?_id=" + reply.id() + "&date=" + search)
                                .matches())
                        .as("%s by %s", date, search)
                        .containsExactly(reply.id());
            }
        });
    }

    @Test
    void c16_comparators_of_partial_dates_are_exact() {
        String id = post("Patient", "{'resourceType':'Patient','birthDate':'1980-06'}")
                .expect(201)
                .id();
        Map<String, Boolean> searches = Map.of(
                "eq1980",
                true,
                "1980-06",
                true,
                "1980-06-15",
                false,
                "lt1980-06",
                false,
                "ge1980-06",
                true,
                "gt1980-06",
                false,
                "sa1980-05",
                true,
                "eb1980-07",
                true,
                "ne1980-06",
                false,
                "ap1980-06",
                true);
        searches.forEach((search, hit) -> assertThat(
                        get("/Patient?_id=" + id + "&birthdate=" + search).matches())
                .as(search)
                .hasSize(hit ? 1 : 0));
    }
}
