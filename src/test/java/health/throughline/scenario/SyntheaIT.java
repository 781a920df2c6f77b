package health.throughline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Synthea population goes in without a rejected bundle and comes out as it was, references resolved and labelled. The population is
 * made by the build before the integration tests; {@code -DskipSynthea} leaves both out.
 */
class SyntheaIT {

    private static final Path POPULATION = Path.of("target", "synthea", "fhir");

    @TempDir
    static Path directory;

    private static ServerProcess server;
    /** What was sent, by the address it got. */
    private static final Map<String, ObjectNode> SENT = new LinkedHashMap<>();
    /** Addresses by fullUrl, and by Type?identifier=system|value. */
    private static final Map<String, String> ADDRESSES = new HashMap<>();

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isDirectory(POPULATION), "no Synthea population; run without -DskipSynthea");
        server = ServerProcess.start(directory);
        for (Path file : files()) {
            post(file);
        }
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** Hospitals and practitioners first: the patients' bundles refer to them by identifier. */
    private static List<Path> files() throws IOException {
        try (var all = Files.list(POPULATION)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .sorted(Comparator.comparing((Path file) ->
                                    !file.getFileName().toString().startsWith("hospital"))
                            .thenComparing(
                                    file -> !file.getFileName().toString().startsWith("practitioner"))
                            .thenComparing(Path::getFileName))
                    .toList();
        }
    }

    private static void post(Path file) throws IOException {
        String text = Files.readString(file);
        HttpResponse<String> response = server.send("POST", "/fhir", text);
        assertThat(response.statusCode())
                .as(file.getFileName() + ": " + shortened(response.body()))
                .isEqualTo(200);
        JsonNode sent = tree(text).path("entry");
        JsonNode answers = tree(response.body()).path("entry");
        assertThat(answers.size()).isEqualTo(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            JsonNode answer = answers.get(i).path("response");
            assertThat(answer.path("status").asText()).as(answer.toString()).startsWith("20");
            remember(sent.get(i), answer.path("location").asText());
        }
    }

    private static void remember(JsonNode entry, String location) {
        String address = location.replaceFirst("^.*/fhir/", "").replaceFirst("/_history/.*$", "");
        ADDRESSES.put(entry.path("fullUrl").asText(), address);
        ObjectNode resource = (ObjectNode) entry.path("resource");
        boolean already = SENT.putIfAbsent(address, resource) != null;
        assertThat(already && !entry.path("request").has("ifNoneExist"))
                .as("two resources at " + address)
                .isFalse();
        for (JsonNode identifier : resource.path("identifier")) {
            String condition = identifier.path("system").asText() + "|"
                    + identifier.path("value").asText();
            ADDRESSES.put(resource.path("resourceType").asText() + "?identifier=" + condition, address);
        }
    }

    private static ObjectNode tree(String text) {
        return FhirJson.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(2000, text.length()));
    }

    @Test
    void every_resource_comes_out_as_it_went_in() {
        List<String> different = new ArrayList<>(SENT.keySet().parallelStream()
                .map(SyntheaIT::difference)
                .filter(difference -> !difference.isEmpty())
                .toList());
        assertThat(SENT).hasSizeGreaterThan(1000);
        assertThat(different).isEmpty();
    }

    private static String difference(String address) {
        try {
            HttpResponse<String> response = server.send("GET", "/fhir/" + address, "");
            ObjectNode stored = tree(response.body());
            ObjectNode expected = SENT.get(address).deepCopy();
            replace(expected);
            expected.put("id", address.substring(address.indexOf('/') + 1));
            withoutStamps(expected);
            withoutStamps(stored);
            return stored.equals(expected) ? "" : address + "\n  " + expected + "\n  " + stored;
        } catch (IOException e) {
            return address + ": " + e;
        }
    }

    private static void withoutStamps(ObjectNode resource) {
        if (resource.path("meta") instanceof ObjectNode meta) {
            meta.remove(List.of("versionId", "lastUpdated", "security"));
            if (meta.isEmpty()) {
                resource.remove("meta");
            }
        }
    }

    private static void replace(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(child -> {
                replace(child.getValue());
                child.setValue(replaced(child.getValue()));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                replace(array.get(i));
                array.set(i, replaced(array.get(i)));
            }
        }
    }

    private static JsonNode replaced(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.asText();
        String address =
                ADDRESSES.get(text.contains("?identifier=") ? URLDecoder.decode(text, StandardCharsets.UTF_8) : text);
        return address == null ? value : TextNode.valueOf(address);
    }

    @Test
    void the_totals_agree_type_by_type() throws IOException {
        Map<String, Integer> expected = new TreeMap<>();
        SENT.keySet().forEach(address -> expected.merge(address.substring(0, address.indexOf('/')), 1, Integer::sum));
        Map<String, Integer> found = new TreeMap<>();
        for (String type : new TreeSet<>(expected.keySet())) {
            String body =
                    server.send("GET", "/fhir/" + type + "?_summary=count", "").body();
            found.put(type, tree(body).path("total").asInt());
        }
        assertThat(found).isEqualTo(expected);
        assertThat(found).hasSizeGreaterThan(15);
    }
}
