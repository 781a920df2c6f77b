package health.throughline.program.extraction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;

/** Makes resources of responses by their Questionnaires. */
public final class ResponseExtraction {

    private static final int KEPT = 300;

    private final Definitions definitions;
    private final Cache<ObjectNode, ExtractionPlan> plans =
            Caffeine.newBuilder().weakKeys().maximumSize(KEPT).build();

    public ResponseExtraction(Definitions definitions) {
        this.definitions = definitions;
    }

    /** Whether responses to {@code questionnaire} become anything by a template or a definition. */
    boolean yields(ObjectNode questionnaire) {
        return !plan(questionnaire).empty();
    }

    private ExtractionPlan plan(ObjectNode questionnaire) {
        return plans.get(questionnaire, key -> new ExtractionPlan(key, this::type));
    }

    private String type(String canonical) {
        return definitions
                .find("StructureDefinition", Canonical.of(canonical))
                .map(found -> found.path("type").asText(""))
                .orElse("");
    }

    /** One run over {@code response}, which is stored under {@code key} or not at all. */
    Extraction run(ObjectNode questionnaire, ResourceKey key, JsonNode response) {
        Extraction extraction = new Extraction(plan(questionnaire), key);
        ObjectNode whole =
                questionnaire.objectNode().put("resourceType", key.type()).put("id", key.id());
        response.properties().forEach(child -> whole.set(child.getKey(), child.getValue()));
        extraction.run(whole.put("id", key.id()));
        return extraction;
    }
}
