package health.throughline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One file of {@code fhir-profiles/examples}.
 *
 * @param profile the name of its folder, which is the id of the profile it is held against
 * @param valid whether it stands in the folder of those that must pass
 */
record ProfileExamples(Path file, String profile, boolean valid) {

    static final Path FOLDER = Path.of("fhir-profiles", "examples");

    private static final String EXPECTED = ".expected.json";

    /** Every example, of every profile. */
    static List<ProfileExamples> all() {
        return files().filter(file -> !file.toString().endsWith(EXPECTED))
                .map(ProfileExamples::of)
                .toList();
    }

    /** Files that lie where nobody looks for them, or that say what is expected of nothing. */
    static List<Path> strays() {
        return files().filter(file -> !placed(file)).toList();
    }

    private static boolean placed(Path file) {
        Path inside = FOLDER.relativize(file);
        String kind = inside.getNameCount() == 3 ? inside.getName(1).toString() : "";
        String name = file.toString();
        boolean expectation = name.endsWith(EXPECTED);
        return name.endsWith(".json")
                && (kind.equals("invalid") || kind.equals("valid") && !expectation)
                && (!expectation || Files.exists(Path.of(name.replace(EXPECTED, ".json"))));
    }

    private static Stream<Path> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProfileExamples of(Path file) {
        Path inside = FOLDER.relativize(file);
        return new ProfileExamples(
                file, inside.getName(0).toString(), inside.getName(1).toString().equals("valid"));
    }

    ObjectNode resource() {
        return read(file);
    }

    private Path expectation() {
        return Path.of(file.toString().replace(".json", EXPECTED));
    }

    /** What must be said of it; nothing when the file beside it is missing. */
    JsonNode expected() {
        return Files.exists(expectation()) ? read(expectation()) : FhirJson.object();
    }

    private static ObjectNode read(Path file) {
        try {
            return FhirJson.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
