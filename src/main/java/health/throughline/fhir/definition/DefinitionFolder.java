package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;

/** A folder of {@code fhir-profiles} on the class path: one resource of one type in each of its files. */
final class DefinitionFolder {

    private final String folder;
    private final String type;

    /** @param folder its path on the class path, with a slash at its end */
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
        files().forEach(file -> resources.put(file, resource(file)));
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

    private List<String> files() {
        URL url = DefinitionFolder.class.getClassLoader().getResource(folder);
        if (url == null) {
            return List.of();
        }
        try {
            List<String> files = url.getProtocol().equals("file") ? inDirectory(Path.of(url.toURI())) : inJar(url);
            Collections.sort(files);
            return files;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("Cannot list " + folder, e);
        }
    }

    private List<String> inDirectory(Path directory) throws IOException {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(directory, "*.json")) {
            all.forEach(file -> files.add(folder + file.getFileName()));
        }
        return files;
    }

    private List<String> inJar(URL url) throws IOException {
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        String prefix = connection.getEntryName();
        List<String> files = new ArrayList<>();
        Enumeration<JarEntry> entries = connection.getJarFile().entries();
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName();
            if (name.startsWith(prefix) && name.endsWith(".json")) {
                files.add(folder + name.substring(prefix.length()));
            }
        }
        return files;
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
