package health.throughline.api.interaction;

import static health.throughline.testing.Call.delete;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.patch;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Call.put;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.testing.Reply;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#cond-update, #ccreate, #cdelete, #cread and #concurrency. */
class ConditionalIT {

    private static final String SYSTEM = "urn:test:chart";

    private final String value = unique("v");
    private final String condition = "identifier=" + SYSTEM + "%7C" + value;

    private ObjectNode patient(String gender) {
        return json(
                "{'resourceType':'Patient','identifier':[{'system':'%s','value':'%s'}],'gender':'%s'}",
                SYSTEM, value, gender);
    }

    private Reply createIfNone(JsonNode resource) {
        return post("/Patient", resource)
                .header("If-None-Exist", "identifier=" + SYSTEM + "|" + value)
                .send();
    }

    @Test
    void conditional_create_creates_once_and_then_gives_what_is_there() {
        Reply first = createIfNone(patient("male")).expect(201);
        Reply second = createIfNone(patient("female")).expect(200);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.version()).isEqualTo("1");
        assertThat(second.json().path("gender").asText()).isEqualTo("male");
    }

    @Test
    void conditional_create_is_refused_by_412_when_several_match() {
        post("/Patient", patient("male")).send().expect(201);
        post("/Patient", patient("male")).send().expect(201);
        assertThat(createIfNone(patient("male")).expect(412).issueCode()).isEqualTo("multiple-matches");
    }

    @Test
    void twenty_conditional_creates_at_once_make_one_resource() {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 20)
                .parallel()
                .forEach(i -> ids.add(createIfNone(patient("other")).id()));
        assertThat(ids).hasSize(1);
        assertThat(get("/Patient?" + condition).send().matches()).hasSize(1);
    }

    @Test
    void conditional_update_creates_then_updates_the_one_that_matches() {
        Reply created = put("/Patient?" + condition, patient("male")).send().expect(201);
        Reply updated = put("/Patient?" + condition, patient("female")).send().expect(200);
        assertThat(updated.id()).isEqualTo(created.id());
        assertThat(updated.version()).isEqualTo("2");
    }

    @Test
    void conditional_update_without_a_match_keeps_the_id_of_the_content() {
        String id = unique("c");
        Reply created = put("/Patient?" + condition, patient("male").put("id", id))
                .send()
                .expect(201);
        assertThat(created.id()).isEqualTo(id);
    }

    @Test
    void conditional_update_without_a_match_does_not_overwrite_the_resource_that_has_its_id() {
        String id = post("/Patient", json("{'resourceType':'Patient'}")).send().id();
        Reply refused = put("/Patient?" + condition, patient("male").put("id", id))
                .send()
                .expect(409);
        assertThat(refused.issueCode()).isEqualTo("conflict");
    }

    @Test
    void conditional_update_is_refused_when_the_content_has_the_id_of_another() {
        put("/Patient?" + condition, patient("male")).send().expect(201);
        put("/Patient?" + condition, patient("male").put("id", unique("c")))
                .send()
                .expect(400);
    }

    @Test
    void conditional_update_is_refused_by_412_when_several_match() {
        post("/Patient", patient("male")).send().expect(201);
        post("/Patient", patient("male")).send().expect(201);
        put("/Patient?" + condition, patient("male")).send().expect(412);
    }

    @Test
    void conditional_delete_deletes_the_one_that_matches() {
        String id = post("/Patient", patient("male")).send().expect(201).id();
        delete("/Patient?" + condition).send().expect(204);
        get("/Patient/" + id).send().expect(410);
        delete("/Patient?" + condition).send().expect(204);
    }

    @Test
    void conditional_delete_of_several_needs_multiple_to_be_allowed() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(i ->
                        post("/Patient", patient("male")).send().expect(201).id())
                .toList();
        delete("/Patient?" + condition).send().expect(412);
        ids.forEach(id -> get("/Patient/" + id).send().expect(200));
        Reply outcome = delete("/Patient?_multiple=true&" + condition)
                .prefer("return=OperationOutcome")
                .send()
                .expect(200);
        assertThat(outcome.diagnostics()).contains("3 deleted");
        ids.forEach(id -> get("/Patient/" + id).send().expect(410));
    }

    @Test
    void a_conditional_interaction_without_condition_changes_nothing() {
        delete("/Patient").send().expect(412);
        delete("/Patient?_format=json").send().expect(412);
        put("/Patient", patient("male")).send().expect(412);
        delete("/Patient?_count=5").send().expect(400);
        delete("/Patient?_sort=_id").send().expect(400);
    }

    @Test
    void conditional_patch_changes_the_one_that_matches() {
        String change = "[{\"op\":\"replace\",\"path\":\"/gender\",\"value\":\"other\"}]";
        patch("/Patient?" + condition, "application/json-patch+json", change)
                .send()
                .expect(404);
        post("/Patient", patient("male")).send().expect(201);
        Reply patched = patch("/Patient?" + condition, "application/json-patch+json", change)
                .send()
                .expect(200);
        assertThat(patched.json().path("gender").asText()).isEqualTo("other");
        post("/Patient", patient("male")).send().expect(201);
        patch("/Patient?" + condition, "application/json-patch+json", change)
                .send()
                .expect(412);
    }

    @Test
    void conditional_read_gives_304_when_nothing_changed() {
        Reply created = post("/Patient", patient("male")).send().expect(201);
        String url = "/Patient/" + created.id();
        Reply same = get(url).header("If-None-Match", "W/\"1\"").send().expect(304);
        assertThat(same.bytes()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo("W/\"1\"");
        get(url).header("If-None-Match", "W/\"7\", W/\"1\"").send().expect(304);
        get(url).header("If-None-Match", "W/\"2\"").send().expect(200);
        get(url).header("If-Modified-Since", created.header("Last-Modified"))
                .send()
                .expect(304);
        get(url).header("If-Modified-Since", "Tue, 01 Jan 2002 00:00:00 GMT")
                .send()
                .expect(200);
        get(url).header("If-Modified-Since", "rubbish").send().expect(200);
    }

    @Test
    void if_match_lets_only_the_version_it_names_be_changed() {
        Reply created = post("/Patient", patient("male")).send().expect(201);
        String url = "/Patient/" + created.id();
        ObjectNode other = patient("female").put("id", created.id());
        assertThat(put(url, other).ifMatch("2").send().expect(412).issueCode()).isEqualTo("conflict");
        put(url, other).ifMatch("1").send().expect(200);
        String change = "[{\"op\":\"remove\",\"path\":\"/gender\"}]";
        patch(url, "application/json-patch+json", change).ifMatch("1").send().expect(412);
        patch(url, "application/json-patch+json", change).ifMatch("2").send().expect(200);
        delete(url).ifMatch("2").send().expect(412);
        delete(url).ifMatch("3").send().expect(204);
    }

    @Test
    void if_match_on_what_does_not_exist_is_refused() {
        String id = unique("c");
        put("/Patient/" + id, patient("male").put("id", id)).ifMatch("1").send().expect(412);
        get("/Patient/" + id).send().expect(404);
    }

    @Test
    void of_many_updates_with_the_same_if_match_one_succeeds() {
        Reply created = post("/Patient", patient("male")).send().expect(201);
        String url = "/Patient/" + created.id();
        List<Integer> statuses = IntStream.range(0, 10)
                .parallel()
                .mapToObj(i -> put(
                                url, patient("female").put("id", created.id()).put("language", "x-" + i))
                        .ifMatch("1")
                        .send()
                        .status())
                .toList();
        assertThat(statuses).containsOnlyOnce(200).contains(412);
        assertThat(get(url).send().version()).isEqualTo("2");
    }
}
