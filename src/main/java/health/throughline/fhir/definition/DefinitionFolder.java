package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A folder of {@code fhir-profiles} on the class path: one resource of one type in each of its files. */
final class DefinitionFolder {

    private final String folder;
    private final String type;

    /** @param folder its path on the class path, without a slash at its end */
    DefinitionFolder(String folder, String type) {
        this.folder = folder;
        this.type = type;
    }

    /**
     * The resources by file, in the order of their names.
     *
     * @throws IllegalStateException naming the file that holds something else
     */
    Map<String, ObjectNode> resources() {
        Map<String, ObjectNode> resources = new LinkedHashMap<>();
        DefinitionFile.names(folder).forEach(file -> resources.put(file, resource(file)));
        return resources;
    }

    private ObjectNode resource(String file) {
        try {
            ObjectNode json = FhirJson.parse(bytes("/" + file));
            if (!json.path("resourceType").asText().equals(type)) {
                throw new IllegalStateException(file + " is not a resource of type " + type);
            }
            return json;
        } catch (Refusal e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    static byte[] bytes(String resource) {
        try (InputStream in = DefinitionFolder.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing on the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
