package health.throughline.program.warning.picture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.warning.fact.Concern;
import health.throughline.program.warning.fact.Concern.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes concerns of the form for families, and of Communications with the reason community-event concern-raised: of a
 * RelatedPerson one of the family, of anybody else one of a community.
 */
final class ConcernFacts {

    static final String FORM = Canonicals.of("Questionnaire", "family-observation");

    private static final Set<String> DONE = Set.of("completed", "amended");
    private static final Set<String> PRESSING = Set.of("urgent", "asap", "stat");
    private static final Set<String> MADE = Set.of("completed", "in-progress");

    private final Moments moments;

    ConcernFacts(Moments moments) {
        this.moments = moments;
    }

    Optional<Concern> response(ObjectNode response) {
        boolean form =
                response.path("questionnaire").asText("").split("\\|", 2)[0].equals(FORM);
        if (!form || !DONE.contains(response.path("status").asText(""))) {
            return Optional.empty();
        }
        int worry = answer(response, "worry").path("valueInteger").asInt(0);
        boolean unsafe = answer(response, "safety-worry").path("valueBoolean").asBoolean(false)
                || !answer(response, "home-safe").path("valueBoolean").asBoolean(true);
        return moments.first(response.path("authored"), response.path("meta").path("lastUpdated"))
                .flatMap(at -> Codes.key(response).map(key -> new Concern(Source.FAMILY, at, worry, unsafe, key)));
    }

    private static JsonNode answer(JsonNode response, String linkId) {
        for (JsonNode item : response.path("item")) {
            if (item.path("linkId").asText("").equals(linkId)) {
                return item.path("answer").path(0);
            }
        }
        return response.path("answer");
    }

    Optional<Concern> communication(ObjectNode communication) {
        boolean raised = List.of("reasonCode", "category").stream()
                .flatMap(element -> Codes.concepts(communication.path(element)))
                .anyMatch(concept -> Codes.own(concept, "community-event").equals("concern-raised"));
        if (!raised || !MADE.contains(communication.path("status").asText(""))) {
            return Optional.empty();
        }
        boolean family =
                communication.path("sender").path("reference").asText("").startsWith("RelatedPerson/");
        boolean pressing = PRESSING.contains(communication.path("priority").asText(""));
        return moments.first(
                        communication.path("sent"),
                        communication.path("received"),
                        communication.path("meta").path("lastUpdated"))
                .flatMap(at -> Codes.key(communication)
                        .map(key -> new Concern(family ? Source.FAMILY : Source.COMMUNITY, at, 0, pressing, key)));
    }
}
