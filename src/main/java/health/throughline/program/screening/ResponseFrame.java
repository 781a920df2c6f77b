package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What every Observation takes over from its response: of whom, when, by whom.
 *
 * @param key of the response
 * @param status of the Observations
 */
public record ResponseFrame(ResourceKey key, JsonNode response, String status) {

    private static final int ID_LENGTH = 32;
    private static final Set<String> PERFORMERS =
            Set.of("Practitioner", "PractitionerRole", "Organization", "CareTeam", "Patient", "RelatedPerson");
    private static final ArrayNode SURVEY = survey();

    private static ArrayNode survey() {
        ArrayNode category = FhirJson.array();
        category.addObject()
                .putArray("coding")
                .addObject()
                .put("system", "http://terminology.hl7.org/CodeSystem/observation-category")
                .put("code", "survey")
                .put("display", "Survey");
        return category;
    }

    /** The key of what {@code name} becomes: the same for the same response, however often it is amended. */
    ResourceKey key(String name) {
        return new ResourceKey("Observation", id(key, name));
    }

    /** An id that follows from a response and a name. */
    public static String id(ResourceKey response, String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((response + " " + name).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, ID_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All but the value. */
    ObjectNode observation(InstrumentItem item, String profile) {
        ObjectNode observation = FhirJson.object();
        ObjectNode meta = observation.putObject("meta");
        if (response.has("subject") && response.has("authored")) {
            // Without knowing of whom and when, it is no finding that the profile is about.
            meta.putArray("profile").add(profile);
        }
        JsonNode labels = response.path("meta").path("security");
        if (labels.isArray()) {
            meta.set("security", labels);
        }
        // Filled in by who makes it; it stands before the rest.
        observation.putArray("extension");
        observation.put("status", status);
        ArrayNode category = SURVEY.deepCopy();
        observation.set("category", category.addAll(item.categories()));
        ObjectNode code = observation.putObject("code");
        code.putArray("coding").addAll(item.code());
        if (!item.text().isEmpty()) {
            code.put("text", item.text());
        }
        copy("subject", observation, "subject");
        copy("encounter", observation, "encounter");
        copy("authored", observation, "effectiveDateTime");
        performer().ifPresent(who -> observation.putArray("performer").add(who));
        observation.putArray("derivedFrom").addObject().put("reference", key.toString());
        return observation;
    }

    private void copy(String from, ObjectNode observation, String to) {
        if (response.has(from)) {
            observation.set(to, response.get(from));
        }
    }

    private Optional<JsonNode> performer() {
        return List.of("author", "source").stream()
                .map(response::path)
                .filter(who -> who.isObject() && performs(who))
                .findFirst();
    }

    /** A device may have written a response, but performs no Observation in R4. */
    private static boolean performs(JsonNode who) {
        String reference = who.path("reference").asText("");
        String type = who.path("type").asText("");
        return PERFORMERS.contains(type)
                || PERFORMERS.stream()
                        .anyMatch(performer ->
                                reference.startsWith(performer + "/") || reference.contains("/" + performer + "/"));
    }
}
