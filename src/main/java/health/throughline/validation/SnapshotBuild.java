package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.terminology.BundledDefinitions;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A step of the build: writes into each profile that ships what it says in full, so that no server works it out at start.
 * It stops the build at a profile that contradicts what it is based on.
 */
public final class SnapshotBuild {

    private static final String FOLDER = "fhir-profiles/structure-definitions";

    private SnapshotBuild() {}

    /** @param arguments where the compiled classes and resources stand */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]).resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            run(folder);
        }
    }

    /**
     * Adds what is missing in the profiles of {@code folder}.
     *
     * @return how many it was missing in
     * @throws IllegalStateException naming the files that are wrong, and why
     */
    static int run(Path folder) throws IOException {
        Map<Path, ObjectNode> profiles = profiles(folder);
        Snapshots snapshots = new Snapshots(Definitions.inOrder(List.of(among(profiles), new BundledDefinitions())));
        List<String> wrong = new ArrayList<>();
        int made = 0;
        for (Map.Entry<Path, ObjectNode> profile : profiles.entrySet()) {
            try {
                made += complete(profile.getKey(), profile.getValue(), snapshots) ? 1 : 0;
            } catch (IllegalArgumentException e) {
                wrong.add(profile.getKey().getFileName() + ": " + e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("No snapshot can be made of\n" + String.join("\n", wrong));
        }
        return made;
    }

    private static Map<Path, ObjectNode> profiles(Path folder) throws IOException {
        Map<Path, ObjectNode> profiles = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json")).toList()) {
                try {
                    profiles.put(file, FhirJson.parse(Files.readAllBytes(file)));
                } catch (Refusal e) {
                    throw new IllegalStateException(file.getFileName() + ": " + e.getMessage(), e);
                }
            }
        }
        return profiles;
    }

    private static Definitions among(Map<Path, ObjectNode> profiles) {
        return (String type, Canonical name) -> type.equals("StructureDefinition")
                ? profiles.values().stream()
                        .filter(profile -> profile.path("url").asText("").equals(name.url()))
                        .findFirst()
                : Optional.empty();
    }

    private static boolean complete(Path file, ObjectNode profile, Snapshots snapshots) throws IOException {
        if (profile.has("snapshot")) {
            return false;
        }
        ObjectNode differential = (ObjectNode) profile.remove("differential");
        profile.set("differential", differential);
        profile.set("snapshot", snapshots.of(profile));
        profile.set("differential", profile.remove("differential"));
        Files.write(file, FhirJson.prettyBytes(profile));
        return true;
    }
}
