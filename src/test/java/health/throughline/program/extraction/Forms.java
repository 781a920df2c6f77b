package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Forms with templates and definitions, and answers to them. */
final class Forms {

    private static final Path FOLDER = Path.of("src", "test", "resources", "extraction");

    private Forms() {}

    static ObjectNode read(String name) {
        try {
            return FhirJson.parse(Files.readAllBytes(FOLDER.resolve(name + ".json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
