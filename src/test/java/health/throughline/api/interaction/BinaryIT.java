package health.throughline.api.interaction;

import static health.throughline.testing.Call.call;
import static health.throughline.testing.Call.get;
import static health.throughline.testing.Call.post;
import static health.throughline.testing.Json.json;
import static health.throughline.testing.Json.unique;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Reply;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** https://hl7.org/fhir/R4/binary.html#rest. */
class BinaryIT {

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void raw_content_goes_in_and_comes_out_byte_by_byte_with_its_type() {
        byte[] content = noise(100_000);
        Reply created =
                call("POST", "/Binary").content("image/png", content).send().expect(201);
        Reply read = get("/Binary/" + created.id()).accept("*/*").send().expect(200);
        assertThat(read.header("Content-Type")).isEqualTo("image/png");
        assertThat(read.bytes()).isEqualTo(content);
        assertThat(read.header("ETag")).isEqualTo("W/\"1\"");
    }

    @Test
    void fhir_asked_for_gives_the_resource() {
        byte[] content = noise(99);
        String id = call("POST", "/Binary")
                .content("application/pdf", content)
                .send()
                .expect(201)
                .id();
        Reply json = get("/Binary/" + id).accept("application/fhir+json").send().expect(200);
        assertThat(json.json().path("contentType").asText()).isEqualTo("application/pdf");
        assertThat(json.json().path("data").asText())
                .isEqualTo(Base64.getEncoder().encodeToString(content));
        Reply xml = get("/Binary/" + id).accept("application/fhir+xml").send().expect(200);
        assertThat(xml.text()).contains("<contentType value=\"application/pdf\"/>");
    }

    @Test
    void a_binary_resource_goes_in_as_fhir_and_comes_out_raw() {
        String data = Base64.getEncoder().encodeToString("hello".getBytes());
        String id = post("/Binary", json("{'resourceType':'Binary','contentType':'text/plain','data':'%s'}", data))
                .send()
                .expect(201)
                .id();
        Reply read = get("/Binary/" + id).accept("text/plain").send().expect(200);
        assertThat(read.text()).isEqualTo("hello");
        assertThat(read.header("Content-Type")).startsWith("text/plain");
    }

    @Test
    void raw_content_is_updated_under_an_id_of_the_callers() {
        String id = unique("b");
        call("PUT", "/Binary/" + id).content("text/plain", "one").send().expect(201);
        Reply second =
                call("PUT", "/Binary/" + id).content("text/plain", "two").send().expect(200);
        assertThat(second.version()).isEqualTo("2");
        assertThat(get("/Binary/" + id + "/_history/1").accept("*/*").send().text())
                .isEqualTo("one");
    }

    @Test
    void active_content_is_kept_from_running_in_a_browser() {
        String id = call("POST", "/Binary")
                .content("text/html", "<script>alert(1)</script>")
                .send()
                .expect(201)
                .id();
        Reply read = get("/Binary/" + id).accept("text/html").send().expect(200);
        assertThat(read.header("Content-Disposition")).isEqualTo("attachment");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Security-Policy")).contains("sandbox");
    }

    @Test
    void a_content_type_that_is_no_header_value_does_no_harm() {
        String id = post("/Binary", json("{'resourceType':'Binary','contentType':'text/plain; charset=bogus'}"))
                .send()
                .expect(201)
                .id();
        get("/Binary/" + id).accept("*/*").send().expect(200);
        String data = Base64.getEncoder().encodeToString("x".getBytes());
        Reply odd = post("/Binary", json("{'resourceType':'Binary','contentType':'a b/ü','data':'%s'}", data))
                .send();
        if (odd.status() == 201) {
            get("/Binary/" + odd.id()).accept("*/*").send().expect(200);
        }
    }

    @Test
    void the_security_context_header_is_kept() {
        Reply created = call("POST", "/Binary")
                .content("text/plain", "x")
                .header("X-Security-Context", "Patient/p1")
                .send()
                .expect(201);
        assertThat(get("/Binary/" + created.id() + "?_format=json")
                        .send()
                        .json()
                        .at("/securityContext/reference")
                        .asText())
                .isEqualTo("Patient/p1");
    }
}
