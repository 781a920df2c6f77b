package health.throughline.search;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.ResourceKey;
import health.throughline.search.type.Vocabulary;
import java.util.Optional;

/**
 * A Binary is as visible as the resource that its securityContext names (R4 Binary.securityContext).
 *
 * @see <a href="https://hl7.org/fhir/R4/binary-definitions.html#Binary.securityContext">R4 Binary.securityContext</a>
 */
@FunctionalInterface
public interface SecurityContexts {

    /** Where a resource lies. */
    record Place(long[] patients, int[] labels) {}

    /** Where the stored resource {@code key} lies; empty when there is none. */
    Optional<Place> place(ResourceKey key);

    /** What a Binary names as its context; empty for others, and for what is not on this server. */
    static Optional<ResourceKey> of(JsonNode binary, Vocabulary vocabulary) {
        String reference = binary.path("resourceType").asText("").equals("Binary")
                ? binary.path("securityContext").path("reference").asText("")
                : "";
        return ResourceKey.of(vocabulary.target(reference)).filter(key -> Fhir.isResourceType(key.type()));
    }
}
