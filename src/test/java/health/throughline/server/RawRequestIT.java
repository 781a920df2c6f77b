package health.throughline.server;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9112: requests that no HTTP library would send are answered by a 4xx status, and with an OperationOutcome. */
class RawRequestIT {

    private static String answer(String lines) throws IOException {
        URI base = URI.create(TestServer.base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            String request = lines.replace("\n", "\r\n");
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String get(String target, String headers) throws IOException {
        return answer("GET " + target + " HTTP/1.1\nHost: localhost\nConnection: close\n" + headers + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/fhir/Patient?name=%zz",
                "/fhir/Patient/%zz",
                "/fhir/Patient/%",
                "/fhir/Patient/..%2f..%2fetc",
                "/fhir/Patient/%00",
                "/fhir/Patient/%c0%af",
                "/fhir/Patient/1\\2",
                "/fhir/Patient/<script>",
                "/fhir/Patient/#x",
                "fhir"
            })
    void targets_that_cannot_be_read(String target) throws IOException {
        String answer = get(target, "");
        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("<html", "Apache");
        assertThat(answer).contains("\"resourceType\":\"OperationOutcome\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"//fhir//Patient//nobody-here", "/fhir/Patient/./nobody-here", "/fhir/x/../Patient/nobody"})
    void paths_are_put_in_order_before_they_are_used(String target) throws IOException {
        assertThat(get(target, "")).startsWith("HTTP/1.1 4").doesNotContain("<html");
    }

    @Test
    void a_path_does_not_lead_out_of_the_endpoint() throws IOException {
        assertThat(get("/fhir/../../../etc/passwd", ""))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("root:");
        assertThat(get("/fhir/..%2f..%2fetc/passwd", ""))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("root:");
    }

    @Test
    void headers_without_end_are_refused() throws IOException {
        assertThat(get("/fhir/Patient/1", "X-Long: " + "a".repeat(20_000) + "\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(get("/fhir/Patient/1", "X-A: b\n".repeat(500))).startsWith("HTTP/1.1 4");
    }

    @Test
    void two_lengths_or_hosts_are_refused() throws IOException {
        assertThat(get("/fhir/Patient/1", "Content-Length: 1\nContent-Length: 2\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(get("/fhir/Patient/1", "Host: other\n")).startsWith("HTTP/1.1 4");
        assertThat(get("/fhir/Patient/1", "Content-Length: nonsense\n")).startsWith("HTTP/1.1 4");
    }

    @Test
    void trace_does_not_give_headers_back() throws IOException {
        assertThat(answer("TRACE /fhir/Patient/1 HTTP/1.1\nHost: localhost\nConnection: close\nX-Token: secret\n\n"))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("secret");
    }

    @Test
    void a_body_that_ends_early_harms_nobody() throws IOException {
        URI base = URI.create(TestServer.base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream()
                    .write(("POST /fhir/Patient HTTP/1.1\r\nHost: x\r\nContent-Type: application/fhir+json\r\n"
                                    + "Content-Length: 100\r\n\r\n{\"resourceType\"")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).doesNotStartWith("HTTP/1.1 5");
        }
    }
}
