package health.throughline.server;

import static health.throughline.testing.Call.call;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.fhir.FhirJson;
import health.throughline.testing.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/http.html#general and RFC 9110: what HTTP itself promises. */
class HttpIT {

    private static byte[] zipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Test
    void zipped_content_is_taken() {
        String family = unique("Zip");
        byte[] body = FhirJson.bytes(json("{'resourceType':'Patient','name':[{'family':'%s'}]}", family));
        Reply created = call("POST", "/Patient")
                .content("application/fhir+json", zipped(body))
                .header("Content-Encoding", "gzip")
                .send()
                .expect(201);
        assertThat(created.json().at("/name/0/family").asText()).isEqualTo(family);
    }

    @Test
    void long_answers_are_zipped_for_those_who_take_it() throws IOException {
        String text = "words ".repeat(2000);
        String id = post("/Basic", json("{'resourceType':'Basic','code':{'text':'%s'}}", text.strip()))
                .send()
                .id();
        Reply zipped =
                get("/Basic/" + id).header("Accept-Encoding", "gzip").send().expect(200);
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(zipped.bytes().length).isLessThan(2000);
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(zipped.bytes())).readAllBytes();
        assertThat(new String(plain, StandardCharsets.UTF_8))
                .isEqualTo(get("/Basic/" + id).send().text());
    }

    @Test
    void the_request_id_comes_back_or_is_made() {
        assertThat(get("/Patient?_count=1")
                        .header("X-Request-Id", "abc-1.2_3")
                        .send()
                        .header("X-Request-Id"))
                .isEqualTo("abc-1.2_3");
        assertThat(get("/Patient?_count=1").send().header("X-Request-Id")).hasSize(36);
        assertThat(get("/Patient?_count=1")
                        .header("X-Request-Id", "a b<c>")
                        .send()
                        .header("X-Request-Id"))
                .hasSize(36)
                .doesNotContain("<");
        assertThat(get("/Nonsense").header("X-Request-Id", "when-wrong").send().header("X-Request-Id"))
                .isEqualTo("when-wrong");
    }

    @Test
    void a_named_origin_may_call_and_others_may_not() {
        Reply allowed = get("/Patient?_count=1")
                .header("Origin", "http://localhost:3000")
                .send()
                .expect(200);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("http://localhost:3000");
        assertThat(allowed.header("Vary")).contains("Origin");
        assertThat(allowed.header("Access-Control-Expose-Headers")).contains("ETag", "Location");
        for (String origin : new String[] {
            "https://evil.example", "null", "http://localhost.evil.example", "http://localhost:3000.evil.example"
        }) {
            assertThat(get("/Patient?_count=1").header("Origin", origin).send().header("Access-Control-Allow-Origin"))
                    .as(origin)
                    .isEmpty();
        }
    }

    @Test
    void a_preflight_is_answered() {
        Reply preflight = call("OPTIONS", "/Patient/1")
                .header("Origin", "http://127.0.0.1:5173")
                .header("Access-Control-Request-Method", "PUT")
                .header("Access-Control-Request-Headers", "If-Match, Content-Type")
                .send();
        assertThat(preflight.status()).isIn(200, 204);
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("PUT", "PATCH");
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("If-Match", "Content-Type");
    }

    @Test
    void an_unknown_method_is_405_and_says_what_is_taken() {
        Reply refused = call("POST", "/Patient/1").send().expect(405);
        assertThat(refused.diagnostics()).contains("GET, PUT, PATCH, DELETE");
        call("DELETE", "/metadata").send().expect(405);
        call("PROPFIND", "/Patient/1").send().expect(405);
        get("/Patient/_search").send().expect(405);
    }
}
