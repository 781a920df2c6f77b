package health.throughline.fhir.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Extensions;
import health.throughline.fhir.definition.Canonicals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One item of a Questionnaire.
 *
 * @param node as the Questionnaire has it
 * @param options the values it may be answered with; empty when any value of its type will do
 * @param conditions when it is asked; empty when always
 * @param children by their linkIds, in order
 */
public record FormItem(
        JsonNode node,
        String linkId,
        String type,
        List<JsonNode> options,
        List<AskedWhen> conditions,
        Map<String, FormItem> children) {

    private static final String ACCEPTED = Canonicals.of("StructureDefinition", "accepted-coding");

    static FormItem of(JsonNode node) {
        List<AskedWhen> conditions = new ArrayList<>();
        node.path("enableWhen").forEach(condition -> conditions.add(AskedWhen.of(condition)));
        return new FormItem(
                node,
                node.path("linkId").asText(""),
                node.path("type").asText(""),
                options(node),
                List.copyOf(conditions),
                children(node));
    }

    /** The items directly under {@code parent}, a Questionnaire or an item. */
    static Map<String, FormItem> children(JsonNode parent) {
        Map<String, FormItem> children = new LinkedHashMap<>();
        parent.path("item")
                .forEach(child -> children.putIfAbsent(child.path("linkId").asText(""), of(child)));
        return children;
    }

    private static List<JsonNode> options(JsonNode node) {
        List<JsonNode> options = new ArrayList<>();
        for (JsonNode option : node.path("answerOption")) {
            AnswerValue.of(option).ifPresent(options::add);
            Extensions.all(option, ACCEPTED).forEach(accepted -> options.add(accepted.path("valueCoding")));
        }
        return List.copyOf(options);
    }

    public boolean required() {
        return node.path("required").asBoolean(false);
    }

    public boolean repeats() {
        return node.path("repeats").asBoolean(false);
    }

    /** Filled in by the server or the form, not by people. */
    public boolean readOnly() {
        return node.path("readOnly").asBoolean(false);
    }

    public boolean group() {
        return type.equals("group");
    }

    public boolean display() {
        return type.equals("display");
    }

    /** Of a condition on several questions: whether all of them must hold, or one. */
    public boolean allConditions() {
        return node.path("enableBehavior").asText("any").equals("all");
    }

    /** The value of the extension with this URL. */
    public Optional<JsonNode> extension(String url) {
        return AnswerValue.of(Extensions.first(node, url));
    }
}
