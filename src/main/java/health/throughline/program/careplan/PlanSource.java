package health.throughline.program.careplan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.screening.ResponseFrame;
import java.util.Optional;

/** The response that a plan says the content of. */
final class PlanSource {

    /** The template of the plan in its Questionnaire, as extraction names what it makes. */
    private static final String TEMPLATE = "CarePlan #plan";

    private PlanSource() {}

    /** The response from which {@code plan} was derived; empty when it was written by hand. */
    static Optional<ResourceKey> of(ResourceKey plan, JsonNode content) {
        for (JsonNode info : content.path("supportingInfo")) {
            Optional<ResourceKey> source = ResourceKey.of(info.path("reference").asText(""))
                    .filter(key -> key.type().equals("QuestionnaireResponse"))
                    .filter(key -> derived(key).equals(plan));
            if (source.isPresent()) {
                return source;
            }
        }
        return Optional.empty();
    }

    /** The plan that follows from {@code response}. */
    static ResourceKey derived(ResourceKey response) {
        return new ResourceKey("CarePlan", ResponseFrame.id(response, TEMPLATE));
    }

    /** The response, saying that its plan is now in use. */
    static ObjectNode inUse(ObjectNode response) {
        ObjectNode amended = response.deepCopy();
        amended.put("status", "amended");
        ArrayNode items = FhirJson.array();
        boolean placed = false;
        for (JsonNode item : response.path("item")) {
            String linkId = item.path("linkId").asText();
            boolean after = linkId.startsWith("plan-") || linkId.equals("end");
            if (after && !placed) {
                answer(items);
                placed = true;
            }
            if (!linkId.equals("plan-in-use")) {
                items.add(item);
            }
        }
        if (!placed) {
            answer(items);
        }
        amended.set("item", items);
        return amended;
    }

    private static void answer(ArrayNode items) {
        items.addObject()
                .put("linkId", "plan-in-use")
                .putArray("answer")
                .addObject()
                .put("valueBoolean", true);
    }
}
