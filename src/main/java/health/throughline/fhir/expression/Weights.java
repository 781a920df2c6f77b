package health.throughline.fhir.expression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;

/**
 * What the answers of a Questionnaire weigh, by item and answer. What a response itself says of a weight counts only where
 * the Questionnaire says nothing: a client's word never changes a score.
 */
public final class Weights {

    /** Of no Questionnaire. */
    public static final Weights NONE = new Weights(Map.of());

    private static final List<String> EXTENSIONS = List.of(
            "http://hl7.org/fhir/StructureDefinition/itemWeight",
            "http://hl7.org/fhir/StructureDefinition/ordinalValue");
    private static final String ACCEPTED = Canonicals.of("StructureDefinition", "accepted-coding");

    private final Map<String, Map<String, BigDecimal>> items;

    private Weights(Map<String, Map<String, BigDecimal>> items) {
        this.items = items;
    }

    public static Weights of(ObjectNode questionnaire) {
        Map<String, Map<String, BigDecimal>> items = new HashMap<>();
        addItems(questionnaire, items);
        return new Weights(items);
    }

    private static void addItems(JsonNode parent, Map<String, Map<String, BigDecimal>> items) {
        for (JsonNode item : parent.path("item")) {
            Map<String, BigDecimal> weights = new HashMap<>();
            item.path("answerOption").forEach(option -> addOption(option, weights));
            if (!weights.isEmpty()) {
                items.putIfAbsent(item.path("linkId").asText(), weights);
            }
            addItems(item, items);
        }
    }

    private static void addOption(JsonNode option, Map<String, BigDecimal> weights) {
        option.properties().stream()
                .filter(child -> child.getKey().startsWith("value"))
                .forEach(child -> {
                    JsonNode value = child.getValue();
                    stated(option)
                            .or(() -> stated(value))
                            .or(() -> stated(option.path("_" + child.getKey())))
                            .ifPresent(weight -> addAnswers(option, value, weight, weights));
                });
    }

    private static void addAnswers(
            JsonNode option, JsonNode value, BigDecimal weight, Map<String, BigDecimal> weights) {
        weights.put(key(value), weight);
        Extensions.all(option, ACCEPTED).forEach(accepted -> weights.put(key(accepted.path("valueCoding")), weight));
    }

    private static String key(JsonNode value) {
        return value.isObject()
                ? value.path("system").asText("") + "|" + value.path("code").asText("")
                : value.asText();
    }

    /** The weight that {@code element} states of itself. */
    private static Optional<BigDecimal> stated(JsonNode element) {
        return EXTENSIONS.stream()
                .flatMap(url -> Extensions.all(element, url).stream())
                .map(extension -> extension.path("valueDecimal"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .findFirst();
    }

    /** The weight of {@code answer}, an answer's value as it is written in a response to the item {@code linkId}. */
    public Optional<BigDecimal> of(String linkId, JsonNode answer) {
        Map<String, BigDecimal> known = items.get(linkId);
        return known == null ? stated(answer) : Optional.ofNullable(known.get(key(answer)));
    }

    /** The same of an answer's value in HAPI's model. */
    Optional<BigDecimal> of(String linkId, Base answer) {
        Map<String, BigDecimal> known = items.get(linkId);
        if (known == null) {
            return answer instanceof Element element ? stated(element) : Optional.empty();
        }
        return Optional.ofNullable(known.get(key(answer)));
    }

    private static String key(Base answer) {
        return answer instanceof Coding coding
                ? Objects.toString(coding.getSystem(), "") + "|" + Objects.toString(coding.getCode(), "")
                : Values.text(answer);
    }

    private static Optional<BigDecimal> stated(Element answer) {
        return EXTENSIONS.stream()
                .map(answer::getExtensionByUrl)
                .filter(extension -> extension != null && extension.getValue() instanceof DecimalType)
                .map(extension -> ((DecimalType) extension.getValue()).getValue())
                .findFirst();
    }

    /** Whether the answers to {@code linkId} have weights. */
    public boolean weighs(String linkId) {
        return items.containsKey(linkId);
    }
}
