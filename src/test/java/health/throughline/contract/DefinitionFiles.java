package health.throughline.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of one folder of {@code fhir-profiles}. */
final class DefinitionFiles {

    private DefinitionFiles() {}

    /** Each resource by the name of its file, without the ending. */
    static Map<String, ObjectNode> in(String folder) {
        Map<String, ObjectNode> resources = new TreeMap<>();
        try (Stream<Path> files = Files.list(Path.of("fhir-profiles", folder))) {
            files.forEach(file ->
                    resources.put(file.getFileName().toString().replace(".json", ""), FhirJson.parse(bytes(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resources;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
