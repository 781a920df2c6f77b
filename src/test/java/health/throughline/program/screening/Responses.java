package health.throughline.program.screening;

import static health.throughline.testing.Json.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses to questionnaires, made from points. */
final class Responses {

    private static final List<String> PHQ_9 =
            List.of("44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3", "44260-8");
    private static final List<String> FREQUENCY = List.of("LA6568-5", "LA6569-3", "LA6570-1", "LA6571-9");

    private Responses() {}

    /** @param points of the first items, in order; null for an item without an answer */
    static ObjectNode phq9(String status, String patient, @Nullable Integer... points) {
        ObjectNode response = json("""
                {'resourceType': 'QuestionnaireResponse', 'status': '%s', 'authored': '2026-11-02T09:15:00Z',
                 'questionnaire': 'https://throughline.example/fhir/Questionnaire/phq-9|1.0.0',
                 'subject': {'reference': '%s'}, 'author': {'reference': '%s'}}
                """, status, patient, patient);
        ArrayNode items = response.putArray("item");
        for (int i = 0; i < points.length; i++) {
            Integer point = points[i];
            if (point != null) {
                items.add(json(
                        "{'linkId': '%s', 'answer': [{'valueCoding': {'system': 'http://loinc.org', 'code': '%s'}}]}",
                        PHQ_9.get(i), FREQUENCY.get(point)));
            }
        }
        return response;
    }

    /** A choice of two answers that weigh 3 and 4, and their score, high from 5. */
    static ObjectNode ownQuestionnaire(String url, String expression) {
        ObjectNode questionnaire = json("""
                {'resourceType': 'Questionnaire', 'url': '%s', 'version': '3', 'status': 'active',
                 'contained': [{'resourceType': 'ObservationDefinition', 'id': 'bands',
                   'code': {'text': 'own'}, 'qualifiedInterval': [{'extension': [{
                     'url': 'https://throughline.example/fhir/StructureDefinition/score-band',
                     'valueCoding': {'system': 'https://example.org/bands', 'code': 'high'}}],
                    'range': {'low': {'value': 5}}}]}],
                 'item': [
                  {'linkId': 'a', 'type': 'choice', 'repeats': true, 'answerOption': [
                   {'extension': [{'url': 'http://hl7.org/fhir/StructureDefinition/itemWeight', 'valueDecimal': 3}],
                    'valueCoding': {'system': 'https://example.org/a', 'code': 'three'}},
                   {'extension': [{'url': 'http://hl7.org/fhir/StructureDefinition/ordinalValue', 'valueDecimal': 4}],
                    'valueCoding': {'system': 'https://example.org/a', 'code': 'four'}}]},
                  {'linkId': 'score', 'type': 'decimal', 'readOnly': true, 'extension': [
                    {'url': 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression',
                     'valueExpression': {'language': 'text/fhirpath', 'expression': 'EXPRESSION'}},
                    {'url': 'https://throughline.example/fhir/StructureDefinition/score-bands',
                     'valueReference': {'reference': '#bands'}},
                    {'url': 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract',
                     'valueBoolean': true}],
                   'code': [{'system': 'https://example.org/scores', 'code': 'own-score'}]}]}
                """, url);
        ((ObjectNode) questionnaire.at("/item/1/extension/0/valueExpression")).put("expression", expression);
        return questionnaire;
    }

    static ObjectNode ownResponse(String url, String patient) {
        return json("""
                {'resourceType': 'QuestionnaireResponse', 'status': 'completed', 'authored': '2026-11-02',
                 'questionnaire': '%s', 'subject': {'reference': '%s'}, 'author': {'reference': '%s'},
                 'item': [{'linkId': 'a', 'answer': [
                   {'valueCoding': {'system': 'https://example.org/a', 'code': 'three'}},
                   {'valueCoding': {'system': 'https://example.org/a', 'code': 'four'}}]}]}
                """, url, patient, patient);
    }
}
