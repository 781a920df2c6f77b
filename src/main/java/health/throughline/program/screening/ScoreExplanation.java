package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Tells how the scores of a response come about, answer by answer, so that a clinician can follow it. */
final class ScoreExplanation {

    private final Scorer scorer;
    private final ArrayNode parameters = FhirJson.array();

    private ScoreExplanation(Scorer scorer) {
        this.scorer = scorer;
    }

    static ObjectNode of(Scorer scorer, List<Score> scores) {
        ScoreExplanation explanation = new ScoreExplanation(scorer);
        Instrument instrument = scorer.instrument();
        explanation.parameters.addObject().put("name", "questionnaire").put("valueCanonical", instrument.canonical());
        explanation.parameters.addObject().put("name", "title").put("valueString", instrument.title());
        scores.forEach(explanation::addScore);
        instrument.items().stream().filter(item -> !item.calculated()).forEach(explanation::addItem);
        scorer.issues().forEach(explanation::addIssue);
        ObjectNode answer = FhirJson.object().put("resourceType", "Parameters");
        answer.set("parameter", explanation.parameters);
        return answer;
    }

    private void addScore(Score score) {
        ArrayNode parts = start("score", score.item());
        score.known().ifPresent(value -> put(parts, "value", value));
        part(parts, "method").put("valueCode", score.method().code());
        score.banded().ifPresent(band -> addBand(parts, band));
        score.item().calculating().ifPresent(calculation -> {
            if (!calculation.rule().isEmpty()) {
                part(parts, "rule").put("valueString", calculation.rule());
            }
            part(parts, "expression").put("valueString", calculation.value().text());
            ScoreSteps.of(scorer, score.item(), calculation)
                    .forEach(step -> part(parts, "step").put("valueString", step));
        });
        scorer.answers().of(score.item().linkId()).stream()
                .flatMap(sent -> ScoreValue.answered(sent.json()).stream())
                .forEach(sent -> put(parts, "sent", sent));
    }

    private void addItem(InstrumentItem item) {
        List<Answers.Answer> answers = scorer.answers().of(item.linkId());
        boolean weighs = scorer.instrument().weights().weighs(item.linkId());
        if (!weighs && answers.isEmpty()) {
            return;
        }
        ArrayNode parts = start("item", item);
        for (Answers.Answer answer : answers) {
            ScoreValue.answered(answer.json()).ifPresent(value -> addAnswer(parts, item, value, weighs));
        }
        if (answers.isEmpty()) {
            part(parts, "missing").put("valueBoolean", true);
        }
    }

    private void addAnswer(ArrayNode parts, InstrumentItem item, ScoreValue value, boolean weighs) {
        put(parts, "answer", value);
        Optional<BigDecimal> weight = scorer.weight(item, value);
        if (weight.isPresent() && weighs) {
            part(parts, "weight").put("valueDecimal", weight.get());
        } else if (weighs) {
            // An answer that the Questionnaire does not offer counts as none.
            part(parts, "missing").put("valueBoolean", true);
        }
        scorer.band(item, value).ifPresent(band -> addBand(parts, band));
    }

    private ArrayNode start(String name, InstrumentItem item) {
        ArrayNode parts = parameters.addObject().put("name", name).putArray("part");
        part(parts, "linkId").put("valueString", item.linkId());
        if (!item.text().isEmpty()) {
            part(parts, "text").put("valueString", item.text());
        }
        item.code().stream().limit(1).forEach(code -> part(parts, "code").set("valueCoding", code));
        return parts;
    }

    private static void addBand(ArrayNode parts, ScoreBand band) {
        part(parts, "band").set("valueCoding", band.coding());
        if (!band.condition().isEmpty()) {
            part(parts, "meaning").put("valueString", band.condition());
        }
    }

    private void addIssue(Issue issue) {
        parameters.addObject().put("name", "warning").put("valueString", issue.diagnostics());
    }

    private static ObjectNode part(ArrayNode parts, String name) {
        return parts.addObject().put("name", name);
    }

    private static void put(ArrayNode parts, String name, ScoreValue value) {
        JsonNode json = value.json();
        String datatype = value.datatype();
        String element = "value" + Character.toUpperCase(datatype.charAt(0)) + datatype.substring(1);
        part(parts, name).set(element, json);
    }
}
