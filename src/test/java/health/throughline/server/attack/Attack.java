package health.throughline.server.attack;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.testing.Call;
import health.throughline.testing.Reply;
import health.throughline.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What attackers send, and what they must not get. */
final class Attack {

    static final String JSON = "application/fhir+json";
    static final String XML = "application/fhir+xml";

    private Attack() {}

    static Reply post(String type, String contentType, String body) {
        return harmless(Call.call("POST", "/" + type).content(contentType, body).send());
    }

    /** JSON with single quotes for double ones. */
    static Reply post(String type, String json) {
        return post(type, JSON, json.replace('\'', '"'));
    }

    static Reply get(String path) {
        return harmless(Call.get(path).send());
    }

    /** The server has not failed, and tells nothing of its inside. */
    static Reply harmless(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isLessThan(500);
        assertThat(reply.text()).doesNotContain("Exception", "at health.throughline", "org.postgresql", "SQLState");
        return reply;
    }

    static void refused(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(400, 499);
        assertThat(reply.text()).contains("OperationOutcome");
    }

    /** Sends these lines as they are; all that comes back until the server closes the connection. */
    static String raw(String lines) throws IOException {
        URI base = URI.create(TestServer.base());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(30_000);
            OutputStream out = socket.getOutputStream();
            out.write(lines.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static int responses(String answer) {
        return answer.split("HTTP/1\\.1 \\d", -1).length - 1;
    }
}
