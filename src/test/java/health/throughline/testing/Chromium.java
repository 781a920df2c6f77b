package health.throughline.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.util.FileSystemUtils;

/**
 * A Chromium without a window and with an empty profile of its own. The system properties {@code test.chromium} and
 * {@code test.chromedriver} name the programs.
 *
 * @see <a href="https://www.w3.org/TR/webdriver2/">WebDriver</a>
 */
public final class Chromium implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final List<String> ARGUMENTS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--window-size=1000,900",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");

    private final Path profile;
    private final Process driver;
    private final String session;

    public Chromium() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            socket.close();
            profile = Files.createTempDirectory("chromium");
            driver = new ProcessBuilder(System.getProperty("test.chromedriver", "chromedriver"), "--port=" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("driver.log").toFile())
                    .start();
            String server = "http://localhost:" + port;
            waitUntil("chromedriver", () -> listens(server));
            session = server + "/session/"
                    + send("POST", server + "/session", capabilities())
                            .path("sessionId")
                            .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode capabilities() {
        ObjectNode options =
                JSON.createObjectNode().put("binary", System.getProperty("test.chromium", "/usr/bin/chromium"));
        ARGUMENTS.forEach(options.putArray("args")::add);
        options.withArray("args").add("--user-data-dir=" + profile.resolve("data"));
        ObjectNode all = JSON.createObjectNode();
        all.putObject("capabilities").putObject("alwaysMatch").set("goog:chromeOptions", options);
        return all;
    }

    private static boolean listens(String server) {
        try {
            HttpRequest status =
                    HttpRequest.newBuilder(URI.create(server + "/status")).build();
            return CLIENT.send(status, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode send(String method, String url, ObjectNode body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(PATIENCE.plusSeconds(30))
                    .header("Content-Type", "application/json")
                    .method(
                            method,
                            method.equals("POST")
                                    ? HttpRequest.BodyPublishers.ofString(body.toString())
                                    : HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode value = JSON.readTree(answer.body()).path("value");
            if (answer.statusCode() != 200) {
                throw new AssertionError(url + ": " + value.path("message").asText());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private JsonNode post(String path, ObjectNode body) {
        return send("POST", session + path, body);
    }

    public Chromium open(String url) {
        post("/url", JSON.createObjectNode().put("url", url));
        return this;
    }

    public String url() {
        return send("GET", session + "/url", JSON.createObjectNode()).asText();
    }

    /** What a person reads on the page. */
    public String text() {
        return script("return document.body ? document.body.innerText : ''").asText();
    }

    public String heading() {
        return script("const h = document.querySelector('h1'); return h ? h.innerText : ''")
                .asText();
    }

    /** The value of a function with this body. */
    public JsonNode script(String body, String... arguments) {
        return post("/execute/sync", call(body, arguments));
    }

    /** What the function with this body, which may await, comes to; {@code {"failed": …}} when it fails. */
    public JsonNode promise(String body, String... arguments) {
        return post(
                "/execute/async",
                call(
                        "const done = arguments[arguments.length - 1]; (async () => {" + body
                                + "})().then(done, e => done({failed: String(e)}))",
                        arguments));
    }

    private static ObjectNode call(String body, String... arguments) {
        ObjectNode call = JSON.createObjectNode().put("script", body);
        List.of(arguments).forEach(call.putArray("args")::add);
        return call;
    }

    private String element(String using, String value) {
        String[] found = {""};
        waitUntil(value, () -> {
            JsonNode all = post(
                    "/elements", JSON.createObjectNode().put("using", using).put("value", value));
            found[0] = all.path(0).path(ELEMENT).asText("");
            return !found[0].isEmpty();
        });
        return "/element/" + found[0];
    }

    /** Types into the field with this label. */
    public Chromium type(String label, String text) {
        String field = element("xpath", "//*[@id=//label[normalize-space()='" + label + "']/@for]");
        post(field + "/clear", JSON.createObjectNode());
        post(field + "/value", JSON.createObjectNode().put("text", text));
        return this;
    }

    /** Presses the button or follows the link of this name. */
    public Chromium press(String name) {
        String which = "[normalize-space()='" + name + "' or @aria-label='" + name + "']";
        post(element("xpath", "//button" + which + " | //a" + which) + "/click", JSON.createObjectNode());
        return this;
    }

    /** Waits for the page with this heading. */
    public Chromium shows(String heading) {
        waitUntil(heading, () -> heading().equals(heading));
        return this;
    }

    public void waitUntil(String what, BooleanSupplier holds) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!holds.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("There was no " + what + shown());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private String shown() {
        return session == null ? "" : " at " + url() + ":\n" + text();
    }

    /** Shows pages as on a screen this wide, to one who likes {@code light} or {@code dark}. */
    public Chromium as(int width, String colours) {
        ObjectNode metrics = JSON.createObjectNode().put("cmd", "Emulation.setDeviceMetricsOverride");
        metrics.putObject("params")
                .put("width", width)
                .put("height", 900)
                .put("deviceScaleFactor", 1)
                .put("mobile", false);
        post("/goog/cdp/execute", metrics);
        ObjectNode media = JSON.createObjectNode().put("cmd", "Emulation.setEmulatedMedia");
        media.putObject("params")
                .putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", colours);
        post("/goog/cdp/execute", media);
        return this;
    }

    public void screenshot(Path file) {
        try {
            Files.createDirectories(file.getParent());
            byte[] picture = Base64.getDecoder()
                    .decode(send("GET", session + "/screenshot", JSON.createObjectNode())
                            .asText());
            Files.write(file, picture);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            send("DELETE", session, JSON.createObjectNode());
            driver.destroy();
            driver.waitFor();
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
