package health.throughline.program.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.expression.Values;
import health.throughline.fhir.questionnaire.FormItem;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;

/** A value as the answer to an item of its type. */
final class FilledAnswer {

    private static final Map<String, String> MEMBERS = Map.ofEntries(
            Map.entry("boolean", "valueBoolean"),
            Map.entry("decimal", "valueDecimal"),
            Map.entry("integer", "valueInteger"),
            Map.entry("date", "valueDate"),
            Map.entry("dateTime", "valueDateTime"),
            Map.entry("time", "valueTime"),
            Map.entry("string", "valueString"),
            Map.entry("text", "valueString"),
            Map.entry("url", "valueUri"),
            Map.entry("choice", "valueCoding"),
            Map.entry("open-choice", "valueCoding"),
            Map.entry("attachment", "valueAttachment"),
            Map.entry("reference", "valueReference"),
            Map.entry("quantity", "valueQuantity"));
    private static final int DAY = "2026-01-01".length();

    private FilledAnswer() {}

    /** Empty when the value is of no use for the item. */
    static Optional<ObjectNode> of(Base value, FormItem item) {
        JsonNode json = Values.json(value);
        String member = MEMBERS.getOrDefault(item.type(), "");
        return fitted(json, item.type(), value.fhirType())
                .map(fit -> FhirJson.object().set(open(item, fit) ? "valueString" : member, fit));
    }

    private static boolean open(FormItem item, JsonNode fit) {
        return item.type().equals("open-choice") && fit.isTextual();
    }

    private static Optional<JsonNode> fitted(JsonNode json, String type, String given) {
        return switch (type) {
            case "choice" -> coding(json);
            case "open-choice" -> json.isTextual() ? Optional.of(json) : coding(json);
            case "reference" -> reference(json);
            case "date" -> Optional.of(json).filter(JsonNode::isTextual).map(FilledAnswer::day);
            case "boolean" -> Optional.of(json).filter(JsonNode::isBoolean);
            case "integer" -> number(json).filter(JsonNode::isIntegralNumber);
            case "decimal" -> number(json);
            case "quantity" -> Optional.of(json).filter(one -> given.equals("Quantity"));
            case "string", "text" ->
                Optional.of(json.isValueNode() ? TextNode.valueOf(json.asText()) : json.path("text"))
                        .filter(JsonNode::isTextual);
            default -> Optional.of(json);
        };
    }

    private static Optional<JsonNode> number(JsonNode json) {
        return Optional.of(json.isObject() ? json.path("value") : json).filter(JsonNode::isNumber);
    }

    private static JsonNode day(JsonNode date) {
        return date.asText().length() > DAY ? TextNode.valueOf(date.asText().substring(0, DAY)) : date;
    }

    private static Optional<JsonNode> coding(JsonNode json) {
        JsonNode coding = json.has("coding") ? json.path("coding").path(0) : json;
        return Optional.of(coding).filter(one -> one.has("code"));
    }

    /** A resource's address, or text that is one. */
    private static Optional<JsonNode> reference(JsonNode json) {
        if (json.isTextual()) {
            return Optional.of(FhirJson.object().put("reference", json.asText()));
        }
        boolean resource = json.has("resourceType") && json.has("id");
        JsonNode reference = resource
                ? FhirJson.object()
                        .put(
                                "reference",
                                json.path("resourceType").asText() + "/"
                                        + json.path("id").asText())
                : json;
        return Optional.of(reference).filter(one -> one.has("reference") || one.has("identifier"));
    }
}
