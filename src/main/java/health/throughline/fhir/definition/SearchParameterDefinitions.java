package health.throughline.fhir.definition;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;

/** Reads the SearchParameters of R4 and those of {@code fhir-profiles/search-parameters}. */
public final class SearchParameterDefinitions {

    private static final String R4 = "/org/hl7/fhir/r4/model/sp/search-parameters.json";
    private static final String OWN = "fhir-profiles/search-parameters/";

    private SearchParameterDefinitions() {}

    /** @throws IllegalStateException naming the file that is not a usable SearchParameter */
    public static List<SearchParameterDefinition> load() {
        List<SearchParameterDefinition> all = new ArrayList<>();
        for (JsonNode entry : FhirJson.parseStored(bytes(R4)).path("entry")) {
            all.add(of(entry.path("resource")));
        }
        for (String file : ownFiles()) {
            all.add(own(file));
        }
        return all;
    }

    private static SearchParameterDefinition own(String file) {
        try {
            JsonNode json = FhirJson.parse(bytes("/" + file));
            if (!json.path("resourceType").asText().equals("SearchParameter")) {
                throw new IllegalStateException(file + " is not a SearchParameter");
            }
            return of(json);
        } catch (Refusal e) {
            throw new IllegalStateException(file + ": " + e.getMessage(), e);
        }
    }

    /** A SearchParameter resource, reduced. */
    public static SearchParameterDefinition of(JsonNode json) {
        List<SearchParameterDefinition.Component> components = new ArrayList<>();
        for (JsonNode part : json.path("component")) {
            components.add(new SearchParameterDefinition.Component(
                    part.path("definition").asText(), part.path("expression").asText()));
        }
        return new SearchParameterDefinition(
                json.path("url").asText(),
                json.path("code").asText(),
                List.copyOf(texts(json.path("base"))),
                json.path("type").asText(),
                json.path("expression").asText(),
                texts(json.path("target")),
                components,
                json.path("description").asText());
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return Collections.unmodifiableSet(texts);
    }

    private static List<String> ownFiles() {
        URL folder = SearchParameterDefinitions.class.getClassLoader().getResource(OWN);
        if (folder == null) {
            return List.of();
        }
        try {
            return folder.getProtocol().equals("file") ? inDirectory(Path.of(folder.toURI())) : inJar(folder);
        } catch (IOException | java.net.URISyntaxException e) {
            throw new IllegalStateException("Cannot list " + OWN, e);
        }
    }

    private static List<String> inDirectory(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.json")) {
            all.forEach(file -> files.add(OWN + file.getFileName()));
        }
        Collections.sort(files);
        return files;
    }

    private static List<String> inJar(URL folder) throws IOException {
        JarURLConnection connection = (JarURLConnection) folder.openConnection();
        String prefix = connection.getEntryName();
        List<String> files = new ArrayList<>();
        Enumeration<JarEntry> entries = connection.getJarFile().entries();
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName();
            if (name.startsWith(prefix) && name.endsWith(".json")) {
                files.add(OWN + name.substring(prefix.length()));
            }
        }
        Collections.sort(files);
        return files;
    }

    private static byte[] bytes(String resource) {
        try (InputStream in = SearchParameterDefinitions.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("Missing on the class path: " + resource);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
