package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** The ValueSets and CodeSystems that ship as JSON files with the server; the files are listed at the first question. */
public final class DefinitionFiles implements Definitions {

    private static final Set<String> TYPES = Set.of("ValueSet", "CodeSystem");

    private final List<String> folders;
    private volatile Map<String, String> files = Map.of();
    private volatile boolean listed;

    /** @param folders on the class path, without a slash at either end */
    public DefinitionFiles(List<String> folders) {
        this.folders = folders;
    }

    @Override
    public Optional<ObjectNode> find(String type, Canonical name) {
        if (!listed) {
            list();
        }
        String file = files.get(type + " " + name.url());
        return Optional.ofNullable(file)
                .map(DefinitionFiles::read)
                .filter(found -> name.version().isEmpty()
                        || name.version().equals(found.path("version").asText("")));
    }

    private synchronized void list() {
        Map<String, String> found = new HashMap<>();
        for (String folder : folders) {
            for (String file : names(folder)) {
                ObjectNode content = read(file);
                String type = content.path("resourceType").asText("");
                if (TYPES.contains(type) && content.path("url").isTextual()) {
                    found.putIfAbsent(type + " " + content.path("url").asText(), file);
                }
            }
        }
        files = Map.copyOf(found);
        listed = true;
    }

    private static ObjectNode read(String file) {
        try (InputStream in = Objects.requireNonNull(loader().getResourceAsStream(file), file)) {
            return FhirJson.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refusal e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<String> names(String folder) {
        URL url = loader().getResource(folder);
        if (url == null) {
            return List.of();
        }
        try {
            return url.getProtocol().equals("file") ? inDirectory(Path.of(url.toURI()), folder) : inJar(url, folder);
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("Cannot list " + folder, e);
        }
    }

    private static List<String> inDirectory(Path directory, String folder) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(file -> file.toString().endsWith(".json"))
                    .map(file ->
                            folder + "/" + directory.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> inJar(URL url, String folder) throws IOException {
        JarURLConnection connection = (JarURLConnection) url.openConnection();
        String entry = connection.getEntryName();
        String prefix = entry.endsWith("/") ? entry : entry + "/";
        return connection.getJarFile().stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(prefix) && name.endsWith(".json"))
                .map(name -> folder + "/" + name.substring(prefix.length()))
                .sorted()
                .toList();
    }

    private static ClassLoader loader() {
        return DefinitionFiles.class.getClassLoader();
    }
}
