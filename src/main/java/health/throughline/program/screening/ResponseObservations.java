package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Observations of one response: of each score, and of each answer that is to be one. Their ids follow from the
 * response and the code, so that the same answer given again is the same Observation.
 *
 * @see <a href="https://hl7.org/fhir/uv/sdc/extraction.html#observation-based-extraction">SDC, observation-based extraction</a>
 */
final class ResponseObservations {

    private static final String SCORE = Canonicals.of("StructureDefinition", "iop-screening-score");
    private static final String ITEM = Canonicals.of("StructureDefinition", "iop-screening-item");

    private final Scorer scorer;
    private final ResponseFrame frame;
    private final Map<String, Integer> used = new HashMap<>();
    private final Map<ResourceKey, ObjectNode> observations = new LinkedHashMap<>();

    private ResponseObservations(Scorer scorer, ResponseFrame frame) {
        this.scorer = scorer;
        this.frame = frame;
    }

    static Map<ResourceKey, ObjectNode> of(Scorer scorer, List<Score> scores, ResponseFrame frame) {
        ResponseObservations made = new ResponseObservations(scorer, frame);
        scores.forEach(made::addScore);
        for (InstrumentItem item : scorer.instrument().items()) {
            if (item.observed() && !item.calculated()) {
                scorer.answers().of(item.linkId()).forEach(answer -> made.addAnswer(item, answer.json()));
            }
        }
        return made.observations;
    }

    private void addScore(Score score) {
        if (!score.item().observed()) {
            return;
        }
        ObjectNode observation = frame(score.item(), SCORE);
        Extension.add(
                observation,
                Extension.code("score-method", score.method().code()),
                Extension.canonical("instrument-version", scorer.instrument().canonical()));
        Optional<ScoreValue> value = score.known();
        if (value.isPresent()) {
            ObservationValue.put(observation, value.get(), score.item(), true);
            score.banded().ifPresent(band -> interpret(observation, band));
        } else {
            ObservationValue.absent(
                    observation,
                    score.item().calculating().map(Calculation::rule).orElse(""));
        }
        keep(score.item(), observation);
    }

    private void addAnswer(InstrumentItem item, JsonNode answer) {
        Optional<ScoreValue> value = ScoreValue.answered(answer);
        ObjectNode observation = frame(item, ITEM);
        Extension.add(
                observation,
                Extension.canonical("instrument-version", scorer.instrument().canonical()));
        if (value.isPresent() && ObservationValue.put(observation, weighed(item, value.get()), item, false)) {
            scorer.band(item, value.get()).ifPresent(band -> interpret(observation, band));
            keep(item, observation);
        }
    }

    /** What an answer weighs stands on its coding, so that who reads the Observation need not look it up. */
    private ScoreValue weighed(InstrumentItem item, ScoreValue value) {
        if (!value.datatype().equals("Coding") || !scorer.instrument().weights().weighs(item.linkId())) {
            return value;
        }
        ObjectNode coding = value.json().deepCopy();
        coding.remove("extension");
        scorer.weight(item, value)
                .ifPresent(weight -> coding.putArray("extension")
                        .addObject()
                        .put("url", "http://hl7.org/fhir/StructureDefinition/ordinalValue")
                        .put("valueDecimal", weight));
        return new ScoreValue(coding, "Coding");
    }

    private ObjectNode frame(InstrumentItem item, String profile) {
        return frame.observation(item, item.profile().isEmpty() ? profile : item.profile());
    }

    private static void interpret(ObjectNode observation, ScoreBand band) {
        ObjectNode concept = observation.putArray("interpretation").addObject();
        concept.putArray("coding").add(band.coding());
        if (!band.condition().isEmpty()) {
            concept.put("text", band.condition());
        }
    }

    private void keep(InstrumentItem item, ObjectNode observation) {
        int number = used.merge(item.name(), 1, Integer::sum);
        ResourceKey key = frame.key(item.name() + (number == 1 ? "" : "#" + number));
        ObjectNode whole = FhirJson.object().put("resourceType", "Observation").put("id", key.id());
        observations.put(key, whole.setAll(observation));
    }

    /** Extensions of this project, written. */
    private static final class Extension {

        private Extension() {}

        static void add(ObjectNode element, ObjectNode... extensions) {
            element.putArray("extension").addAll(new ArrayList<>(List.of(extensions)));
        }

        static ObjectNode code(String id, String code) {
            return extension(id).put("valueCode", code);
        }

        static ObjectNode canonical(String id, String canonical) {
            return extension(id).put("valueCanonical", canonical);
        }

        private static ObjectNode extension(String id) {
            return FhirJson.object().put("url", Canonicals.of("StructureDefinition", id));
        }
    }
}
