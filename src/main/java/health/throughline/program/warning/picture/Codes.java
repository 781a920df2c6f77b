package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Codes of codeable concepts. */
final class Codes {

    private Codes() {}

    /** The code that {@code concept} has of the project's own code system; empty when it has none. */
    static String own(JsonNode concept, String system) {
        return of(concept, Canonicals.of("CodeSystem", system));
    }

    static String of(JsonNode concept, String system) {
        for (JsonNode coding : concept.path("coding")) {
            if (coding.path("system").asText("").equals(system)) {
                return coding.path("code").asText("");
            }
        }
        return "";
    }

    /** All its codes, whatever their systems. */
    static List<String> all(JsonNode concept) {
        List<String> codes = new ArrayList<>();
        concept.path("coding").forEach(coding -> codes.add(coding.path("code").asText("")));
        return codes;
    }

    /** The elements of a list. */
    static Stream<JsonNode> concepts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static Optional<ResourceKey> key(JsonNode resource) {
        String id = resource.path("id").asText("");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new ResourceKey(resource.path("resourceType").asText(""), id));
    }
}
