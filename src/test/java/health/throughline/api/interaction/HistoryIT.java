package health.throughline.api.interaction;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.encode;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Pages;
import health.throughline.testing.Reply;
import health.throughline.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#history. */
class HistoryIT {

    private static JsonNode basic(String id, int number) {
        return json("{'resourceType':'Basic','id':'%s','code':{'text':'number %d'}}", id, number);
    }

    /** A resource with {@code count} versions; gives each version's lastUpdated. */
    private static List<String> written(String id, int count) {
        List<String> times = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Reply reply = put("/Basic/" + id, basic(id, i)).send();
            times.add(reply.json().at("/meta/lastUpdated").asText());
        }
        return times;
    }

    private static List<String> etags(Reply bundle) {
        List<String> etags = new ArrayList<>();
        bundle.json()
                .path("entry")
                .forEach(entry -> etags.add(entry.at("/response/etag").asText()));
        return etags;
    }

    @Test
    void history_of_an_instance_lists_its_versions_newest_first_with_the_requests_that_made_them() {
        String id = post("/Basic", json("{'resourceType':'Basic','code':{'text':'x'}}"))
                .send()
                .id();
        put("/Basic/" + id, basic(id, 2)).send().expect(200);
        delete("/Basic/" + id).send().expect(204);
        Reply history = get("/Basic/" + id + "/_history").send().expect(200);
        assertThat(history.json().path("type").asText()).isEqualTo("history");
        assertThat(history.json().path("total").asInt()).isEqualTo(3);
        assertThat(etags(history)).containsExactly("W/\"3\"", "W/\"2\"", "W/\"1\"");
        JsonNode entries = history.json().path("entry");
        assertThat(entries.at("/0/request/method").asText()).isEqualTo("DELETE");
        assertThat(entries.at("/0").has("resource")).isFalse();
        assertThat(entries.at("/0/fullUrl").asText()).isEqualTo(TestServer.base() + "/Basic/" + id);
        assertThat(entries.at("/1/request/method").asText()).isEqualTo("PUT");
        assertThat(entries.at("/1/request/url").asText()).isEqualTo("Basic/" + id);
        assertThat(entries.at("/1/resource/meta/versionId").asText()).isEqualTo("2");
        assertThat(entries.at("/2/request/method").asText()).isEqualTo("POST");
        assertThat(entries.at("/2/request/url").asText()).isEqualTo("Basic");
        assertThat(entries.at("/2/response/status").asText()).startsWith("201");
        assertThat(entries.at("/2/response/lastModified").asText())
                .isEqualTo(entries.at("/2/resource/meta/lastUpdated").asText());
    }

    @Test
    void history_of_what_never_was_is_404() {
        get("/Basic/" + unique("h") + "/_history").send().expect(404);
    }

    @Test
    void since_leaves_out_what_is_older() {
        String id = unique("h");
        List<String> times = written(id, 4);
        Reply since = get("/Basic/" + id + "/_history?_since=" + encode(times.get(2)))
                .send()
                .expect(200);
        assertThat(etags(since)).containsExactly("W/\"4\"", "W/\"3\"");
        assertThat(since.json().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void at_gives_the_version_that_was_current_then() throws InterruptedException {
        String id = unique("h");
        String first = written(id, 1).get(0);
        Thread.sleep(1100);
        put("/Basic/" + id, basic(id, 9)).send().expect(200);
        String between = first.substring(0, 19) + "Z";
        assertThat(etags(get("/Basic/" + id + "/_history?_at=" + encode(between))
                        .send()
                        .expect(200)))
                .containsExactly("W/\"1\"");
        String now = get("/Basic/" + id).send().json().at("/meta/lastUpdated").asText();
        assertThat(etags(get("/Basic/" + id + "/_history?_at=" + encode(now)).send()))
                .as("version 1 ended as version 2 began")
                .contains("W/\"2\"");
    }

    @Test
    void at_a_time_between_two_versions_gives_the_earlier() throws InterruptedException {
        String id = unique("h");
        written(id, 1);
        Thread.sleep(30);
        String between = java.time.Instant.now()
                .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                .toString();
        Thread.sleep(30);
        put("/Basic/" + id, basic(id, 9)).send().expect(200);
        assertThat(etags(get("/Basic/" + id + "/_history?_at=" + encode(between))
                        .send()
                        .expect(200)))
                .containsExactly("W/\"1\"");
    }

    @Test
    void the_pages_of_a_history_make_the_whole() {
        String id = unique("h");
        written(id, 7);
        List<String> all = new ArrayList<>();
        List<Reply> pages = Pages.of("/Basic/" + id + "/_history?_count=3");
        pages.forEach(page -> all.addAll(etags(page)));
        assertThat(pages).hasSize(3);
        assertThat(all).containsExactly("W/\"7\"", "W/\"6\"", "W/\"5\"", "W/\"4\"", "W/\"3\"", "W/\"2\"", "W/\"1\"");
        assertThat(pages).allMatch(page -> page.json().path("total").asInt() == 7);
    }

    @Test
    void count_0_gives_the_total_alone() {
        String id = unique("h");
        written(id, 2);
        Reply counted = get("/Basic/" + id + "/_history?_count=0").send().expect(200);
        assertThat(counted.json().path("total").asInt()).isEqualTo(2);
        assertThat(counted.json().has("entry")).isFalse();
        assertThat(counted.link("next")).isEmpty();
    }

    @Test
    void history_of_a_type_holds_that_type_only_and_pages_to_its_end() {
        String id = unique("h");
        String start = written(id, 3).get(0);
        List<String> mine = new ArrayList<>();
        for (Reply page : Pages.of("/Basic/_history?_count=4&_since=" + encode(start))) {
            for (JsonNode resource : page.resources()) {
                if (!resource.isMissingNode()) {
                    assertThat(resource.path("resourceType").asText()).isEqualTo("Basic");
                }
                if (resource.path("id").asText().equals(id)) {
                    mine.add(resource.at("/meta/versionId").asText());
                }
            }
        }
        assertThat(mine).containsExactly("3", "2", "1");
    }

    @Test
    void history_of_the_system_holds_every_type_newest_first() {
        String id = unique("h");
        String start = written(id, 1).get(0);
        post("/Patient", json("{'resourceType':'Patient'}")).send().expect(201);
        delete("/Basic/" + id).send().expect(204);
        List<String> types = new ArrayList<>();
        List<String> times = new ArrayList<>();
        for (Reply page : Pages.of("/_history?_count=5&_since=" + encode(start))) {
            page.resources()
                    .forEach(resource -> types.add(resource.path("resourceType").asText()));
            page.json()
                    .path("entry")
                    .forEach(entry ->
                            times.add(entry.at("/response/lastModified").asText()));
        }
        assertThat(types).contains("Basic", "Patient");
        assertThat(times).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }
}
