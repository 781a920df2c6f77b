package health.throughline.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.definition.Canonicals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The implementation guide lists what lies in the folders of definitions; {@code -Dguide.update} writes it anew. */
class GuideContractTest {

    private static final Path GUIDE = Path.of("fhir-profiles/implementation-guide/throughline.json");
    private static final Path PROFILES = Path.of("fhir-profiles");
    private static final Path TERMINOLOGY = Path.of("terminology");

    /** The folders in the order in which a reader meets them, with their headings. */
    private static final Map<Path, String> GROUPS = groups();

    private static Map<Path, String> groups() {
        Map<Path, String> groups = new LinkedHashMap<>();
        groups.put(PROFILES.resolve("structure-definitions"), "Profiles and extensions");
        groups.put(PROFILES.resolve("questionnaires"), "Questionnaires, their bands and answers");
        groups.put(PROFILES.resolve("observation-definitions"), "Bands of scores");
        groups.put(PROFILES.resolve("plan-definitions"), "Plans of the programme");
        groups.put(PROFILES.resolve("measures"), "Measures of the programme");
        groups.put(PROFILES.resolve("activity-definitions"), "Tasks and early warning rules");
        groups.put(PROFILES.resolve("search-parameters"), "Search parameters");
        groups.put(PROFILES.resolve("named-queries"), "Work lists");
        groups.put(PROFILES.resolve("operation-definitions"), "Operations");
        groups.put(PROFILES.resolve("subscription-topics"), "Topics to subscribe to");
        groups.put(PROFILES.resolve("capability-statement"), "What apps and EHRs can rely on");
        groups.put(TERMINOLOGY.resolve("code-systems"), "Code systems");
        groups.put(TERMINOLOGY.resolve("value-sets"), "Value sets");
        groups.put(TERMINOLOGY.resolve("concept-maps"), "Concept maps");
        groups.put(TERMINOLOGY.resolve("naming-systems"), "Identifiers");
        groups.put(PROFILES.resolve("examples"), "Examples");
        return groups;
    }

    @Test
    void the_guide_lists_everything_in_the_folders() throws IOException {
        String expected = text(guide());
        if (System.getProperty("guide.update") != null) {
            Files.createDirectories(GUIDE.getParent());
            Files.writeString(GUIDE, expected);
        }
        assertThat(GUIDE).as("Run this test with -Dguide.update to write it").exists();
        assertThat(Files.readString(GUIDE).equals(expected))
                .as("%s is out of date: run this test with -Dguide.update and commit it", GUIDE)
                .isTrue();
    }

    private static ObjectNode guide() throws IOException {
        ObjectNode guide = FhirJson.object()
                .put("resourceType", "ImplementationGuide")
                .put("id", "throughline")
                .put("url", Canonicals.of("ImplementationGuide", "throughline"))
                .put("version", "1.0.0")
                .put("name", "Throughline")
                .put("title", "Throughline: virtual intensive outpatient care in FHIR")
                .put("status", "active")
                .put("experimental", false)
                .put("date", "2026-11-27")
                .put("publisher", "Throughline")
                .put(
                        "description",
                        "How a virtual intensive outpatient programme for mental health and substance use is "
                                + "written in FHIR R4: intake, questionnaires and scores, plans against relapse, sessions "
                                + "and attendance, early warnings, family, consent and the time after.")
                .put("packageId", "health.throughline.iop")
                .put("license", "CC0-1.0");
        guide.putArray("fhirVersion").add("4.0.1");
        dependency(guide, "us-core", "http://hl7.org/fhir/us/core/ImplementationGuide/hl7.fhir.us.core", "6.1.0");
        dependency(guide, "sdc", "http://hl7.org/fhir/uv/sdc/ImplementationGuide/hl7.fhir.uv.sdc", "4.0.0");
        ObjectNode definition = guide.putObject("definition");
        ArrayNode groupings = definition.putArray("grouping");
        ArrayNode resources = definition.putArray("resource");
        for (Map.Entry<Path, String> group : GROUPS.entrySet()) {
            Map<String, ObjectNode> found = resources(group.getKey());
            String id = group.getKey().getFileName().toString();
            if (!found.isEmpty()) {
                groupings.addObject().put("id", id).put("name", group.getValue());
            }
            found.forEach((reference, resource) -> resources.add(listed(reference, resource, id)));
        }
        definition
                .putObject("page")
                .put("nameUrl", "index.html")
                .put("title", "Throughline")
                .put("generation", "html");
        return guide;
    }

    private static void dependency(ObjectNode guide, String id, String uri, String version) {
        guide.withArray("/dependsOn")
                .addObject()
                .put("id", id)
                .put("uri", uri)
                .put("packageId", uri.substring(uri.lastIndexOf('/') + 1))
                .put("version", version);
    }

    /** By type and id; what is meant to be wrong is left out. */
    private static Map<String, ObjectNode> resources(Path folder) throws IOException {
        Map<String, ObjectNode> resources = new TreeMap<>();
        if (!Files.exists(folder)) {
            return resources;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().contains("/invalid/"))
                    .filter(file -> !file.toString().endsWith(".expected.json"))
                    .toList();
            for (Path file : all) {
                ObjectNode resource = FhirJson.parse(Files.readAllBytes(file));
                if (resource.has("resourceType") && resource.has("id")) {
                    String type = resource.path("resourceType").asText();
                    resources.put(type + "/" + resource.path("id").asText(), resource);
                }
            }
        }
        return resources;
    }

    private static ObjectNode listed(String reference, ObjectNode resource, String group) {
        ObjectNode listed = FhirJson.object();
        listed.putObject("reference").put("reference", reference);
        listed.put("name", name(resource));
        String description = resource.path("description").asText("");
        if (!description.isEmpty()) {
            listed.put("description", description);
        }
        boolean defines = resource.has("url") || group.equals("subscription-topics") || group.equals("naming-systems");
        String profile = resource.at("/meta/profile/0").asText("");
        if (defines || resource.path("resourceType").asText().equals("ObservationDefinition")) {
            listed.put("exampleBoolean", false);
        } else if (profile.startsWith(Canonicals.BASE)) {
            listed.put("exampleCanonical", profile);
        } else {
            listed.put("exampleBoolean", true);
        }
        return listed.put("groupingId", group);
    }

    private static String name(JsonNode resource) {
        for (String element : List.of("title", "name")) {
            if (resource.path(element).isTextual()) {
                return resource.path(element).asText();
            }
        }
        return resource.path("id").asText();
    }

    /** As all files of definitions are: two spaces, and a colon without one before it. */
    private static String text(ObjectNode guide) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter()
                .withSeparators(
                        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        byte[] text = new ObjectMapper().writer(printer).writeValueAsBytes(guide);
        return new String(text, StandardCharsets.UTF_8) + "\n";
    }
}
