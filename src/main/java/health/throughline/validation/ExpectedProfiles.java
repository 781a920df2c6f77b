package health.throughline.validation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The profile of the programme that resources of a type are expected to meet, by the type that each profile names. */
final class ExpectedProfiles {

    private static final String STRUCTURE = "StructureDefinition";

    private final Map<String, String> byType = new HashMap<>();

    /**
     * @param ids of profiles of the programme
     * @throws IllegalArgumentException when one does not exist, or two are for the same type
     */
    ExpectedProfiles(List<String> ids, Definitions definitions) {
        for (String id : ids) {
            String url = Canonicals.of(STRUCTURE, id);
            ObjectNode profile = definitions
                    .find(STRUCTURE, Canonical.of(url))
                    .orElseThrow(() -> wrong("names no profile of the programme by", id));
            if (byType.put(profile.path("type").asText(), url) != null) {
                throw wrong("names a second profile for the type of", id);
            }
        }
    }

    private static IllegalArgumentException wrong(String what, String id) {
        return new IllegalArgumentException("throughline.validation.expected " + what + " '" + id + "'");
    }

    Optional<String> of(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
