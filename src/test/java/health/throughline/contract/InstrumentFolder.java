package health.throughline.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One folder of {@code fhir-profiles/questionnaires}: the form, its bands by their ids, its examples by their names.
 *
 * @param expected what each example must give, by the name of the example; an example may lack its file
 */
record InstrumentFolder(
        Path folder,
        ObjectNode form,
        Map<String, ObjectNode> bands,
        Map<String, ObjectNode> examples,
        Map<String, ObjectNode> expected,
        Map<String, ObjectNode> invalid,
        Map<String, ObjectNode> refusals) {

    private static final Path ALL = Path.of("fhir-profiles", "questionnaires");
    private static final String EXPECTED = ".expected";
    private static final String OURS = "https://throughline.example/fhir/StructureDefinition/";
    static final String CALCULATED =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression";
    static final String EXTRACTED =
            "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract";
    static final String ITEM_WEIGHT = "http://hl7.org/fhir/StructureDefinition/itemWeight";
    static final String ORDINAL_VALUE = "http://hl7.org/fhir/StructureDefinition/ordinalValue";
    static final String UNIT = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit";
    static final String METHOD = OURS + "score-method";
    static final String RULE = OURS + "score-expression-rule";
    static final String BANDS = OURS + "score-bands";
    static final String BAND = OURS + "score-band";
    static final String ACCEPTED = OURS + "accepted-coding";
    static final String LICENSING = OURS + "instrument-licensing-status";
    static final String VERIFICATION = OURS + "coding-verification-status";

    static List<InstrumentFolder> all() {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(InstrumentFolder::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InstrumentFolder read(Path folder) {
        Map<String, ObjectNode> bands = new TreeMap<>();
        files(folder, "bands").forEach((file, json) -> bands.put(json.path("id").asText(), json));
        Path examples = folder.resolve("examples");
        Path invalid = examples.resolve("invalid");
        return new InstrumentFolder(
                folder,
                files(folder, "questionnaire").getOrDefault("questionnaire", FhirJson.parse("{}".getBytes())),
                bands,
                responses(examples, false),
                responses(examples, true),
                responses(invalid, false),
                responses(invalid, true));
    }

    /** The responses of a folder, or what is expected of each, by the name of the response. */
    private static Map<String, ObjectNode> responses(Path folder, boolean expected) {
        Map<String, ObjectNode> responses = new TreeMap<>();
        files(folder, "").forEach((name, json) -> {
            if (name.endsWith(EXPECTED) == expected) {
                responses.put(name.replace(EXPECTED, ""), json);
            }
        });
        return responses;
    }

    private static Map<String, ObjectNode> files(Path folder, String start) {
        Map<String, ObjectNode> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (name.startsWith(start) && name.endsWith(".json")) {
                    files.put(name.substring(0, name.length() - 5), FhirJson.parse(Files.readAllBytes(path)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    String id() {
        return folder.getFileName().toString();
    }

    /** All items at any depth, in their order. */
    List<JsonNode> items() {
        List<JsonNode> items = new ArrayList<>();
        gather(form, items);
        return items;
    }

    private static void gather(JsonNode parent, List<JsonNode> items) {
        for (JsonNode item : parent.path("item")) {
            items.add(item);
            gather(item, items);
        }
    }

    /** The answered items of a response at any depth. */
    static List<JsonNode> answered(JsonNode response) {
        List<JsonNode> items = new ArrayList<>();
        gather(response, items);
        items.removeIf(item -> item.path("answer").isEmpty());
        return items;
    }

    /** Items that are computed and become an Observation with a band. */
    List<JsonNode> scores() {
        return items().stream().filter(InstrumentFolder::isScore).toList();
    }

    static boolean isScore(JsonNode item) {
        return !extension(item, METHOD).isMissingNode()
                || (!extension(item, CALCULATED).isMissingNode()
                        && !extension(item, BANDS).isMissingNode());
    }

    static JsonNode extension(JsonNode element, String url) {
        return extensions(element, url).stream()
                .findFirst()
                .orElse(element.path("extension").path("none"));
    }

    static List<JsonNode> extensions(JsonNode element, String url) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode extension : element.path("extension")) {
            if (extension.path("url").asText().equals(url)) {
                found.add(extension);
            }
        }
        return found;
    }

    static List<BigDecimal> weights(JsonNode element, String url) {
        return extensions(element, url).stream()
                .map(extension -> extension.path("valueDecimal").decimalValue())
                .toList();
    }

    /** The bands an item names; null when it names none. */
    @Nullable
    JsonNode bandsOf(JsonNode item) {
        String reference =
                extension(item, BANDS).at("/valueReference/reference").asText();
        return bands.get(reference.replace("ObservationDefinition/", ""));
    }

    /** The answers a question takes, system and code, with the second codes it accepts. */
    static Set<String> options(JsonNode question) {
        Set<String> options = new HashSet<>();
        for (JsonNode option : question.path("answerOption")) {
            options.add(token(option.path("valueCoding")));
            extensions(option, ACCEPTED).forEach(accepted -> options.add(token(accepted.path("valueCoding"))));
        }
        return options;
    }

    static String token(JsonNode coding) {
        return coding.path("system").asText() + "|" + coding.path("code").asText();
    }

    /** What is filed under a name; missing when nothing is. */
    static JsonNode named(Map<String, ? extends JsonNode> all, String name) {
        JsonNode found = all.get(name);
        return found == null ? MissingNode.getInstance() : found;
    }
}
