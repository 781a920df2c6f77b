package health.throughline.validation;

import ca.uhn.fhir.util.VersionUtil;
import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.definition.BundledStructures;
import health.throughline.fhir.terminology.BundledDefinitions;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A step of the build: writes into each profile that ships what it says in full, so that no server works it out at start.
 * It stops the build at a profile that contradicts what it is based on.
 */
public final class SnapshotBuild {

    private static final String FOLDER = "fhir-profiles/structure-definitions";
    private static final String DIGEST = "digest";
    private static final String SNAPSHOT = "snapshot";

    private final Path folder;
    private final Path kept;
    private final Map<Path, ObjectNode> profiles;

    /**
     * @param folder of the profiles that are completed in place
     * @param kept a folder that keeps what was made, for builds that change nothing
     */
    SnapshotBuild(Path folder, Path kept) throws IOException {
        this.folder = folder;
        this.kept = kept;
        this.profiles = profiles(folder);
    }

    /** @param arguments where the compiled classes and resources stand, and a folder to keep the results in */
    public static void main(String[] arguments) throws IOException {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.WARN);
        }
        Path folder = Path.of(arguments[0]).resolve(FOLDER);
        if (Files.isDirectory(folder)) {
            new SnapshotBuild(folder, Path.of(arguments[1])).run();
        }
    }

    private static Map<Path, ObjectNode> profiles(Path folder) throws IOException {
        Map<Path, ObjectNode> profiles = new TreeMap<>();
        for (Path file : files(folder)) {
            try {
                ObjectNode profile = FhirJson.parse(Files.readAllBytes(file));
                profile.remove(SNAPSHOT);
                profiles.put(file, profile);
            } catch (Refusal e) {
                throw new IllegalStateException(file.getFileName() + ": " + e.getMessage(), e);
            }
        }
        return profiles;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    /**
     * Completes all profiles.
     *
     * @return whether anything had to be worked out anew
     * @throws IllegalStateException naming the files that are wrong, and why
     */
    boolean run() throws IOException {
        Path digest = kept.resolve(DIGEST);
        String now = digest();
        boolean fresh = !Files.exists(digest) || !Files.readString(digest).equals(now);
        if (fresh) {
            make();
            Files.writeString(digest, now);
        }
        for (Path file : profiles.keySet()) {
            Files.copy(kept.resolve(file.getFileName()), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return fresh;
    }

    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(VersionUtil.getVersion().getBytes(StandardCharsets.UTF_8));
            profiles.values().forEach(profile -> digest.update(FhirJson.bytes(profile)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void make() throws IOException {
        Files.createDirectories(kept);
        for (Path old : files(kept)) {
            Files.delete(old);
        }
        Snapshots snapshots = new Snapshots(
                Definitions.inOrder(List.of(this::find, new BundledStructures(), new BundledDefinitions())));
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<Path, ObjectNode> profile : profiles.entrySet()) {
            try {
                ObjectNode whole = whole(profile.getValue(), snapshots.of(profile.getValue()));
                Files.write(kept.resolve(profile.getKey().getFileName()), FhirJson.bytes(whole));
            } catch (IllegalArgumentException e) {
                wrong.add(profile.getKey().getFileName() + ": " + e.getMessage());
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "No snapshot can be made in " + folder + " of\n" + String.join("\n", wrong));
        }
    }

    private Optional<ObjectNode> find(String type, Canonical name) {
        return profiles.values().stream()
                .filter(profile -> profile.path("resourceType").asText("").equals(type))
                .filter(profile -> profile.path("url").asText("").equals(name.url()))
                .findFirst();
    }

    /** In R4's order of elements. */
    private static ObjectNode whole(ObjectNode profile, ObjectNode snapshot) {
        ObjectNode whole = FhirJson.object();
        profile.properties().forEach(element -> {
            if (element.getKey().equals("differential")) {
                whole.set(SNAPSHOT, snapshot);
            }
            whole.set(element.getKey(), element.getValue());
        });
        return whole;
    }
}
