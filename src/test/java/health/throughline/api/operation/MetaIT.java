package health.throughline.api.operation;

import static health.throughline.testing.Call.call;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.testing.Reply;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/resource-operation-meta.html, -meta-add and -meta-delete. */
class MetaIT {

    private final String code = unique("m");

    private String created() {
        return post("/Basic", json("{'resourceType':'Basic','code':{'text':'x'}}"))
                .send()
                .expect(201)
                .id();
    }

    private JsonNode parameters(String meta) {
        return json(
                "{'resourceType':'Parameters','parameter':[{'name':'meta','valueMeta':" + meta.formatted(code) + "}]}");
    }

    @Test
    void meta_add_and_meta_delete_make_new_versions_that_search_and_history_know() {
        String url = "/Basic/" + created();
        JsonNode tag = parameters("{'tag':[{'system':'urn:test:tag','code':'%s'}]}");
        Reply added = post(url + "/$meta-add", tag).send().expect(200);
        assertThat(added.json().at("/parameter/0/name").asText()).isEqualTo("return");
        assertThat(added.json().at("/parameter/0/valueMeta/tag/0/code").asText())
                .isEqualTo(code);
        assertThat(added.json().at("/parameter/0/valueMeta/versionId").asText()).isEqualTo("2");
        assertThat(get("/Basic?_tag=urn:test:tag%7C" + code).send().matches()).hasSize(1);
        Reply removed = post(url + "/$meta-delete", tag).send().expect(200);
        assertThat(removed.json().at("/parameter/0/valueMeta").has("tag")).isFalse();
        assertThat(get("/Basic?_tag=" + code).send().matches()).isEmpty();
        assertThat(get(url + "/_history").send().json().path("total").asInt()).isEqualTo(3);
    }

    @Test
    void adding_what_is_there_and_deleting_what_is_not_changes_nothing() {
        String url = "/Basic/" + created();
        JsonNode profile = parameters("{'profile':['http://example.org/%s']}");
        post(url + "/$meta-delete", profile).send().expect(200);
        assertThat(get(url).send().version()).isEqualTo("1");
        post(url + "/$meta-add", profile).send().expect(200);
        post(url + "/$meta-add", profile).send().expect(200);
        assertThat(get(url).send().version()).isEqualTo("2");
        assertThat(get(url).send().json().at("/meta/profile")).hasSize(1);
    }

    @Test
    void meta_reads_what_read_shows() {
        String url = "/Basic/" + created();
        JsonNode label = parameters("{'security':[{'system':'urn:test:label','code':'%s'}]}");
        post(url + "/$meta-add", label).send().expect(200);
        Reply meta = get(url + "/$meta").send().expect(200);
        assertThat(meta.json().at("/parameter/0/valueMeta"))
                .isEqualTo(get(url).send().json().path("meta"));
    }

    @Test
    void what_changes_state_is_not_called_by_get() {
        String url = "/Basic/" + created();
        get(url + "/$meta-add").send().expect(405);
        call("PUT", url + "/$meta").send().expect(405);
        get("/Basic/nobody-here/$meta").send().expect(404);
        post("/Basic/nobody-here/$meta-add", parameters("{'profile':['http://example.org/%s']}"))
                .send()
                .expect(404);
    }

    @Test
    void parameters_that_are_wrong_are_refused() {
        String url = "/Basic/" + created();
        post(url + "/$meta-add", json("{'resourceType':'Basic','code':{'text':'x'}}"))
                .send()
                .expect(400);
        post(url + "/$meta-add", json("{'resourceType':'Parameters'}")).send().expect(400);
        post(url + "/$meta-add", parameters("{'colour':'%s'}")).send().expect(400);
    }
}
