package health.throughline.fhir.definition;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.ResourceKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * One file of the class path that holds a definition, by the elements that identify it.
 *
 * @param url empty for types that have none
 * @param version empty when it has none
 */
record DefinitionFile(String path, ResourceKey key, String url, String version) {

    private static final Set<String> IDENTIFYING = Set.of("resourceType", "id", "url", "version");
    private static final JsonFactory JSON = new JsonFactory();

    /** Every JSON file below {@code folders}, in the order of their names. */
    static List<DefinitionFile> all(List<String> folders) {
        List<DefinitionFile> files = new ArrayList<>();
        for (String folder : folders) {
            names(folder).stream().map(DefinitionFile::of).forEach(files::add);
        }
        return files;
    }

    private static DefinitionFile of(String path) {
        Map<String, String> found = new HashMap<>();
        try (JsonParser parser = JSON.createParser(DefinitionFolder.bytes("/" + path))) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (IDENTIFYING.contains(name)) {
                    found.put(name, parser.getText());
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new IllegalStateException(path + " is not JSON: " + e.getMessage(), e);
        }
        String id = found.getOrDefault("id", "");
        String type = found.getOrDefault("resourceType", "");
        if (!ResourceKey.isId(id) || type.isEmpty()) {
            throw new IllegalStateException(path + " needs a resourceType and an id");
        }
        return new DefinitionFile(
                path, new ResourceKey(type, id), found.getOrDefault("url", ""), found.getOrDefault("version", ""));
    }

    ObjectNode read() {
        return ShippedDefinitions.parse(path, DefinitionFolder.bytes("/" + path));
    }

    /** SHA-256 over paths and contents. */
    static String digest(Collection<DefinitionFile> files) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (DefinitionFile file : files) {
                digest.update(file.path().getBytes(StandardCharsets.UTF_8));
                digest.update(DefinitionFolder.bytes("/" + file.path()));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The JSON files of a folder and of those below it, in the order of their names. */
    static List<String> names(String folder) {
        URL url = DefinitionFile.class.getClassLoader().getResource(folder);
        if (url == null) {
            return List.of();
        }
        try {
            return url.getProtocol().equals("file") ? inDirectory(Path.of(url.toURI()), folder) : inJar(url, folder);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + folder, e);
        } catch (URISyntaxException e) {
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
}
