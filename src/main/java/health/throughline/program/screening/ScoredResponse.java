package health.throughline.program.screening;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.ResourceKey;
import java.util.List;
import java.util.Map;

/** A response with what it comes to. */
public final class ScoredResponse {

    private final ResourceKey key;
    private final ObjectNode response;
    private final Scorer scorer;
    private final List<Score> scores;

    private ScoredResponse(ResourceKey key, ObjectNode response, Scorer scorer) {
        this.key = key;
        this.response = response;
        this.scorer = scorer;
        this.scores = scorer.scores();
    }

    /** @param gender of whom {@code response} is about, as Patient.gender; empty when not known */
    public static ScoredResponse of(Instrument instrument, ResourceKey key, ObjectNode response, String gender) {
        ObjectNode whole = response.objectNode().put("resourceType", key.type()).put("id", key.id());
        whole.setAll(response);
        return new ScoredResponse(key, response, new Scorer(instrument, whole.put("id", key.id()), gender));
    }

    /** Its scores and observed answers. */
    public Map<ResourceKey, ObjectNode> observations(String status) {
        return ResponseObservations.of(scorer, scores, new ResponseFrame(key, response, status));
    }

    /** How its scores come about, as Parameters. */
    public ObjectNode explanation() {
        return ScoreExplanation.of(scorer, scores);
    }

    /** What of it cannot be scored for faults of the Questionnaire, and where a total of the client's own is not right. */
    public List<Issue> issues() {
        return scorer.issues();
    }
}
