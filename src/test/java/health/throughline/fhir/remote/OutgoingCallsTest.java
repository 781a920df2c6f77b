package health.throughline.fhir.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.throughline.fhir.remote.OutgoingCalls.Answer;
import health.throughline.fhir.remote.OutgoingCalls.Call;
import health.throughline.fhir.remote.OutgoingCalls.Limits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Group C10 of the catalogue: no address that others give leads inside. */
class OutgoingCallsTest {

    private static final OutgoingCalls STRICT = new OutgoingCalls(List.of(), false);
    private static final OutgoingCalls LOCAL = new OutgoingCalls(List.of("127.0.0.1"), true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://0.0.0.0/",
                "https://10.1.2.3/",
                "https://172.16.0.1/",
                "https://192.168.1.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:a9fe:a9fe]/",
                "https://[::127.0.0.1]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:7f00:1::]/",
                "https://[fe80::1]/",
                "https://[fc00::1]/",
                "https://[fd00:ec2::254]/",
                "https://[ff02::1]/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://user@8.8.8.8/",
                "http://8.8.8.8/",
                "ftp://8.8.8.8/",
                "file:///etc/passwd",
                "gopher://8.8.8.8/",
                "https:/nohost"
            })
    void an_address_that_is_not_public_or_not_https_is_not_called(String url) {
        assertThatThrownBy(() -> STRICT.send(Call.get(URI.create(url), "*/*"), new Limits(Duration.ofMillis(500), 10)))
                .isInstanceOf(OutgoingRefused.class);
    }

    /** Answers each connection with the same bytes. */
    private static String serving(String answer, boolean slowly) {
        try {
            ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
            Thread thread = new Thread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[4096]);
                    for (byte one : answer.getBytes(StandardCharsets.UTF_8)) {
                        socket.getOutputStream().write(one);
                        if (slowly) {
                            Thread.sleep(100);
                        }
                    }
                } catch (IOException | InterruptedException e) {
                    // the other side has had enough
                }
            });
            thread.setDaemon(true);
            thread.start();
            return "http://127.0.0.1:" + server.getLocalPort() + "/x";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer get(String url, Limits limits) {
        return LOCAL.send(Call.get(URI.create(url), "*/*"), limits);
    }

    @Test
    void an_answer_is_read_by_length_in_chunks_or_to_its_end() {
        assertThat(get(serving("HTTP/1.1 200 OK\r\nX-Y: z\r\nContent-Length: 2\r\n\r\nabc", false), Limits.SMALL))
                .satisfies(answer -> assertThat(answer.body()).asString().isEqualTo("ab"))
                .satisfies(answer -> assertThat(answer.header("x-y")).contains("z"));
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1;x=y\r\nc\r\n0\r\n\r\n";
        assertThat(get(serving(chunked, false), Limits.SMALL).body()).asString().isEqualTo("abc");
        assertThat(get(serving("HTTP/1.0 404 No\r\n\r\nabc", false), Limits.SMALL)
                        .body())
                .asString()
                .isEqualTo("abc");
    }

    @Test
    void a_redirect_is_an_answer_and_not_followed() {
        String redirect = "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
        assertThat(get(serving(redirect, false), Limits.SMALL).status()).isEqualTo(302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFF\r\nabc",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na",
                "HTTP/1.1 200 OK\r\n\r\nmore than ten bytes",
                "SSH-2.0-OpenSSH\r\n",
                ""
            })
    void an_answer_that_is_too_large_or_none_is_refused(String answer) {
        assertThatThrownBy(() -> get(serving(answer, false), new Limits(Duration.ofSeconds(2), 10)))
                .isInstanceOf(OutgoingRefused.class);
    }

    @Test
    void an_answer_that_trickles_ends_at_the_deadline() {
        long start = System.nanoTime();
        String url = serving("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + "x".repeat(100), true);
        assertThatThrownBy(() -> get(url, new Limits(Duration.ofMillis(600), 1000)))
                .isInstanceOf(OutgoingRefused.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_header_cannot_smuggle_another() {
        for (Map<String, String> headers : List.of(
                Map.of("X", "a\r\nHost: b"),
                Map.of("X\r\nY", "a"),
                Map.of("Host", "other"),
                Map.of("Content-Length", "1"))) {
            assertThatThrownBy(() -> LOCAL.send(
                            new Call(
                                    "GET", URI.create(serving("HTTP/1.1 200 OK\r\n\r\n", false)), headers, new byte[0]),
                            Limits.SMALL))
                    .isInstanceOf(OutgoingRefused.class);
        }
    }
}
