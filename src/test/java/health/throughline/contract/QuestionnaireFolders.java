package health.throughline.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.screening.Instrument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The folders of {@code fhir-profiles/questionnaires}, read as files. */
public final class QuestionnaireFolders {

    private static final Path ROOT = Path.of("fhir-profiles", "questionnaires");
    private static final Map<ResourceKey, ObjectNode> BANDS = bands();

    private QuestionnaireFolders() {}

    public static List<String> names() {
        return list(ROOT, Files::isDirectory).stream()
                .map(folder -> folder.getFileName().toString())
                .toList();
    }

    public static ObjectNode questionnaire(String name) {
        return read(ROOT.resolve(name).resolve("questionnaire.json"));
    }

    public static Instrument instrument(String name) {
        return Instrument.compile(questionnaire(name), key -> Optional.ofNullable(BANDS.get(key)));
    }

    /** The valid examples by the names of their files. */
    public static Map<String, ObjectNode> examples(String name) {
        Path folder = ROOT.resolve(name).resolve("examples");
        Map<String, ObjectNode> examples = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            list(
                            folder,
                            file -> file.toString().endsWith(".json")
                                    && !file.toString().endsWith(".expected.json"))
                    .forEach(file -> examples.put(file.getFileName().toString().replace(".json", ""), read(file)));
        }
        return examples;
    }

    /** What the example of that name must come to. */
    public static ObjectNode expected(String name, String example) {
        return read(ROOT.resolve(name).resolve("examples").resolve(example + ".expected.json"));
    }

    private static Map<ResourceKey, ObjectNode> bands() {
        Map<ResourceKey, ObjectNode> bands = new TreeMap<>((a, b) -> a.id().compareTo(b.id()));
        for (String name : names()) {
            list(ROOT.resolve(name), file -> file.getFileName().toString().startsWith("bands"))
                    .forEach(file -> {
                        ObjectNode definition = read(file);
                        bands.put(
                                new ResourceKey(
                                        "ObservationDefinition",
                                        definition.path("id").asText()),
                                definition);
                    });
        }
        return bands;
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode read(Path file) {
        try {
            return FhirJson.parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
