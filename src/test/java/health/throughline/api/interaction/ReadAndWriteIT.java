package health.throughline.api.interaction;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.head;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static health.throughline.testing.Json.withoutServerMeta;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Reply;
import health.throughline.testing.TestServer;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#read, #vread, #create, #update and #delete. */
class ReadAndWriteIT {

    private static JsonNode basic(String id, String text) {
        return json("{'resourceType':'Basic','id':'%s','code':{'text':'%s'}}", id, text);
    }

    @Test
    void create_gives_201_with_the_address_version_and_time_of_the_new_resource() {
        Reply created = post("/Patient", json("{'resourceType':'Patient','active':true}"))
                .send();
        created.expect(201);
        String id = created.json().path("id").asText();
        assertThat(created.header("Location")).isEqualTo(TestServer.base() + "/Patient/" + id + "/_history/1");
        assertThat(created.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(created.header("Last-Modified")).endsWith(" GMT");
        assertThat(created.json().at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(created.json().at("/meta/lastUpdated").asText()).matches("\\d{4}-.*T.*\\.\\d{3}Z");
    }

    @Test
    void create_ignores_the_id_and_the_version_that_the_content_brings() {
        JsonNode sent = json(
                "{'resourceType':'Patient','id':'%s','meta':{'versionId':'77','lastUpdated':'1999-01-01T00:00:00Z'}}",
                unique("a"));
        Reply created = post("/Patient", sent).send().expect(201);
        assertThat(created.json().path("id").asText())
                .isNotEqualTo(sent.path("id").asText());
        assertThat(created.json().at("/meta/versionId").asText()).isEqualTo("1");
        assertThat(created.json().at("/meta/lastUpdated").asText()).doesNotStartWith("1999");
    }

    @Test
    void read_gives_what_was_written_with_its_headers() {
        String id = unique("a");
        JsonNode sent = basic(id, "plan");
        Reply created = put("/Basic/" + id, sent).send().expect(201);
        Reply read = get("/Basic/" + id).send().expect(200);
        assertThat(withoutServerMeta(read.json())).isEqualTo(sent);
        assertThat(read.header("Content-Type")).isEqualToIgnoringCase("application/fhir+json;charset=UTF-8");
        assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
        assertThat(read.header("Last-Modified")).isEqualTo(created.header("Last-Modified"));
    }

    @Test
    void decimals_come_back_digit_by_digit() {
        String id = unique("a");
        String sent = "{\"resourceType\":\"Observation\",\"id\":\"" + id + "\",\"status\":\"final\","
                + "\"code\":{\"text\":\"x\"},\"valueQuantity\":{\"value\":1.00}}";
        put("/Observation/" + id, json(sent)).send().expect(201);
        assertThat(get("/Observation/" + id).send().text()).contains("\"value\":1.00}");
    }

    @Test
    void what_never_was_is_404_and_what_was_deleted_is_410() {
        String id = unique("a");
        assertThat(get("/Basic/" + id).send().expect(404).issueCode()).isEqualTo("not-found");
        put("/Basic/" + id, basic(id, "x")).send().expect(201);
        delete("/Basic/" + id).send().expect(204);
        assertThat(get("/Basic/" + id).send().expect(410).issueCode()).isEqualTo("deleted");
    }

    @Test
    void vread_gives_each_version_as_it_was() {
        String id = unique("a");
        put("/Basic/" + id, basic(id, "one")).send().expect(201);
        put("/Basic/" + id, basic(id, "two")).send().expect(200);
        delete("/Basic/" + id).send().expect(204);
        Reply one = get("/Basic/" + id + "/_history/1").send().expect(200);
        assertThat(one.json().at("/code/text").asText()).isEqualTo("one");
        assertThat(one.header("ETag")).isEqualTo("W/\"1\"");
        Reply two = get("/Basic/" + id + "/_history/2").send().expect(200);
        assertThat(two.json().at("/code/text").asText()).isEqualTo("two");
        get("/Basic/" + id + "/_history/3").send().expect(410);
        get("/Basic/" + id + "/_history/4").send().expect(404);
        get("/Basic/" + id + "/_history/abc").send().expect(404);
        get("/Basic/" + id + "/_history/99999999999").send().expect(404);
    }

    @Test
    void update_makes_a_new_version_and_the_same_content_does_not() {
        String id = unique("a");
        put("/Basic/" + id, basic(id, "one")).send().expect(201);
        Reply second = put("/Basic/" + id, basic(id, "two")).send().expect(200);
        assertThat(second.version()).isEqualTo("2");
        assertThat(second.header("Location")).endsWith("/Basic/" + id + "/_history/2");
        Reply same = put("/Basic/" + id, basic(id, "two")).send().expect(200);
        assertThat(same.version()).isEqualTo("2");
    }

    @Test
    void what_was_read_can_be_written_back() {
        String id = unique("a");
        put("/Basic/" + id, basic(id, "one")).send().expect(201);
        JsonNode read = get("/Basic/" + id).send().json();
        assertThat(put("/Basic/" + id, read).send().expect(200).version()).isEqualTo("1");
    }

    @Test
    void update_needs_the_id_of_the_url_in_the_content() {
        String id = unique("a");
        Reply other = put("/Basic/" + id, basic("another", "x")).send().expect(400);
        assertThat(other.json().at("/issue/0/expression/0").asText()).isEqualTo("Basic.id");
        JsonNode without = json("{'resourceType':'Basic','code':{'text':'x'}}");
        put("/Basic/" + id, without).send().expect(400);
        get("/Basic/" + id).send().expect(404);
    }

    @Test
    void delete_is_answered_by_204_again_and_again_and_of_what_never_was() {
        String id = unique("a");
        put("/Basic/" + id, basic(id, "x")).send().expect(201);
        assertThat(delete("/Basic/" + id).send().expect(204).version()).isEqualTo("2");
        delete("/Basic/" + id).send().expect(204);
        delete("/Basic/" + unique("a")).send().expect(204);
    }

    @Test
    void a_deleted_resource_is_brought_back_by_an_update_and_keeps_its_history() {
        String id = unique("a");
        put("/Basic/" + id, basic(id, "one")).send().expect(201);
        delete("/Basic/" + id).send().expect(204);
        Reply back = put("/Basic/" + id, basic(id, "three")).send().expect(201);
        assertThat(back.version()).isEqualTo("3");
        assertThat(get("/Basic/" + id).send().expect(200).version()).isEqualTo("3");
        assertThat(get("/Basic?_id=" + id).send().matches()).containsExactly(id);
        assertThat(get("/Basic/" + id + "/_history").send().json().path("entry"))
                .hasSize(3);
    }

    @Test
    void a_deleted_resource_is_found_by_no_search() {
        String id = unique("a");
        put("/Basic/" + id, basic(id, "x")).send().expect(201);
        delete("/Basic/" + id).send().expect(204);
        assertThat(get("/Basic?_id=" + id).send().expect(200).matches()).isEmpty();
    }

    @Test
    void head_gives_the_headers_of_get_without_its_content() {
        String id = unique("a");
        put("/Basic/" + id, basic(id, "x")).send().expect(201);
        Reply full = get("/Basic/" + id).send();
        Reply bare = head("/Basic/" + id).send().expect(200);
        assertThat(bare.bytes()).isEmpty();
        assertThat(bare.header("Content-Length")).isEqualTo(Integer.toString(full.bytes().length));
        assertThat(bare.header("ETag")).isEqualTo(full.header("ETag"));
        assertThat(bare.header("Content-Type")).isEqualTo(full.header("Content-Type"));
        head("/Basic/" + unique("a")).send().expect(404);
        head("/Basic?_id=" + id).send().expect(200);
    }

    @Test
    void ids_have_1_to_64_letters_digits_dashes_and_dots() {
        String longest = "a".repeat(32) + unique("-.").repeat(2).substring(0, 32);
        put("/Basic/" + longest, basic(longest, "x")).send().expect(201);
        get("/Basic/" + longest).send().expect(200);
        get("/Basic/" + "a".repeat(65)).send().expect(400);
        get("/Basic/a_b").send().expect(400);
    }
}
