package health.throughline.api.interaction;

import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#transaction: batch. */
class BatchIT {

    private static Reply batch(String... entries) {
        return post("", json("{'resourceType':'Bundle','type':'batch','entry':[" + String.join(",", entries) + "]}"))
                .send()
                .expect(200);
    }

    private static String statusOf(JsonNode entry) {
        return entry.at("/response/status").asText().substring(0, 3);
    }

    @Test
    void each_entry_succeeds_or_fails_on_its_own() {
        String id = unique("b");
        String patient = "{'resourceType':'Patient','id':'" + id + "'}";
        JsonNode entries = batch(
                        "{'resource':" + patient + ",'request':{'method':'PUT','url':'Patient/" + id + "'}}",
                        "{'resource':{'resourceType':'Patient','gender':'blue'},"
                                + "'request':{'method':'POST','url':'Patient'}}",
                        "{'request':{'method':'GET','url':'Patient/nobody-here'}}",
                        "{'request':{'method':'GET','url':'Patient?_id=" + id + "'}}",
                        "{'request':{'method':'GET','url':'Patient?nonsense=1'}}",
                        "{'request':{'method':'BREW','url':'Patient'}}",
                        "{'request':{'method':'GET','url':'Patient/%zz'}}",
                        "{'request':{'method':'GET','url':'Patient/" + id + "/_history'}}",
                        "{'request':{'method':'DELETE','url':'Patient/" + id + "'}}",
                        "{'resource':{'resourceType':'Binary','contentType':'application/json-patch+json','data':'?'},"
                                + "'request':{'method':'PATCH','url':'Patient/" + id + "'}}",
                        "{'fullUrl':'urn:uuid:1'}")
                .json()
                .path("entry");
        String[] statuses = {"201", "400", "404", "200", "400", "400", "400", "200", "204", "400", "400"};
        for (int i = 0; i < statuses.length; i++) {
            assertThat(statusOf(entries.get(i))).as("entry %s", i).isEqualTo(statuses[i]);
            boolean failed = statuses[i].startsWith("4");
            assertThat(entries.get(i).at("/response/outcome/resourceType").asText())
                    .isEqualTo(failed ? "OperationOutcome" : "");
        }
        assertThat(entries.at("/3/resource/entry/0/resource/id").asText()).isEqualTo(id);
        get("/Patient/" + id).send().expect(410);
    }

    @Test
    void entries_may_name_whole_urls_of_this_server() {
        String base = health.throughline.testing.TestServer.base();
        JsonNode entries = batch("{'request':{'method':'GET','url':'" + base + "/Patient?_count=1'}}")
                .json()
                .path("entry");
        assertThat(statusOf(entries.get(0))).isEqualTo("200");
    }

    @Test
    void preferences_of_the_request_hold_for_the_entries() {
        Reply minimal = post(
                        "",
                        json("{'resourceType':'Bundle','type':'batch','entry':[{'resource':{'resourceType':'Patient'},"
                                + "'request':{'method':'POST','url':'Patient'}}]}"))
                .prefer("return=minimal")
                .send()
                .expect(200);
        assertThat(minimal.json().at("/entry/0").has("resource")).isFalse();
        assertThat(minimal.json().at("/entry/0/response/location").asText()).contains("/Patient/");
    }

    @Test
    void the_answer_is_a_batch_response() {
        assertThat(batch("{'request':{'method':'GET','url':'Patient?_count=1'}}")
                        .json()
                        .path("type")
                        .asText())
                .isEqualTo("batch-response");
    }
}
