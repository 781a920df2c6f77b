package health.throughline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.server.sample.SampleProgramme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The resources of a small sample programme, and the valid examples of the profiles. */
final class SampleResources {

    private static final List<ObjectNode> ALL = all();

    private SampleResources() {}

    private static List<ObjectNode> all() {
        List<ObjectNode> all = new ArrayList<>();
        new SampleProgramme(7, 10).bundles().forEach(bundle -> {
            for (JsonNode entry : FhirJson.parse(bundle.json()).path("entry")) {
                all.add((ObjectNode) entry.path("resource"));
            }
        });
        try (Stream<Path> files = Files.walk(Path.of("fhir-profiles", "examples"))) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file ->
                            file.getName(file.getNameCount() - 2).toString().equals("valid"))
                    .sorted()
                    .forEach(file -> all.add(read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private static ObjectNode read(Path file) {
        try {
            return FhirJson.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<ObjectNode> of(String type) {
        return ALL.stream()
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
    }
}
