package health.throughline.validation.response;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.Issue;
import health.throughline.fhir.questionnaire.AnswerValue;
import health.throughline.fhir.questionnaire.Form;
import health.throughline.fhir.questionnaire.FormItem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one answer against its item: type, options, range, length. Its messages name the item and never the value. */
final class AnswerCheck {

    private static final String STRUCTURE = "http://hl7.org/fhir/StructureDefinition/";
    private static final Map<String, Set<String>> TYPES = Map.ofEntries(
            Map.entry("boolean", Set.of("valueBoolean")),
            Map.entry("decimal", Set.of("valueDecimal")),
            Map.entry("integer", Set.of("valueInteger")),
            Map.entry("date", Set.of("valueDate")),
            Map.entry("dateTime", Set.of("valueDateTime")),
            Map.entry("time", Set.of("valueTime")),
            Map.entry("string", Set.of("valueString")),
            Map.entry("text", Set.of("valueString")),
            Map.entry("url", Set.of("valueUri")),
            Map.entry("choice", Set.of("valueCoding")),
            Map.entry("open-choice", Set.of("valueCoding", "valueString")),
            Map.entry("attachment", Set.of("valueAttachment")),
            Map.entry("reference", Set.of("valueReference")),
            Map.entry("quantity", Set.of("valueQuantity")));

    private final Form form;
    private final OptionCheck options;
    private final List<Issue> issues;

    AnswerCheck(Form form, OptionCheck options, List<Issue> issues) {
        this.form = form;
        this.options = options;
        this.issues = issues;
    }

    /** @param place of the answer, as FHIRPath */
    void check(JsonNode answer, FormItem item, String place) {
        Optional<String> name = AnswerValue.name(answer);
        if (name.isEmpty()) {
            if (!answer.has("extension")) {
                wrong("required", "An answer to item '" + item.linkId() + "' has no value; give it one", place);
            }
            return;
        }
        String at = place + ".value";
        Set<String> types = types(item);
        if (!types.contains(name.get())) {
            wrong("value", "Item '" + item.linkId() + "' is answered with " + String.join(" or ", types), at);
            return;
        }
        JsonNode value = answer.get(name.get());
        boolean free = item.type().equals("open-choice") && name.get().equals("valueString");
        if (!free && !options.offered(value, item, form)) {
            wrong("code-invalid", "Item '" + item.linkId() + "' offers no such answer; give one that it offers", at);
        }
        range(value, item, at);
        length(value, item, at);
    }

    /** A choice is answered with what its options are; in R4 those may be texts, numbers and dates too. */
    private static Set<String> types(FormItem item) {
        boolean choice = item.type().equals("choice") || item.type().equals("open-choice");
        if (choice && item.node().path("answerOption").size() > 0) {
            String option =
                    AnswerValue.name(item.node().path("answerOption").get(0)).orElse("valueCoding");
            return item.type().equals("open-choice") ? Set.of(option, "valueString") : Set.of(option);
        }
        return TYPES.getOrDefault(item.type(), Set.of());
    }

    private void range(JsonNode value, FormItem item, String place) {
        item.extension(STRUCTURE + "minValue")
                .flatMap(least -> order(value, least))
                .filter(order -> order < 0)
                .ifPresent(order ->
                        wrong("value", "The answer to item '" + item.linkId() + "' is below its least value", place));
        item.extension(STRUCTURE + "maxValue")
                .flatMap(most -> order(value, most))
                .filter(order -> order > 0)
                .ifPresent(order -> wrong(
                        "value", "The answer to item '" + item.linkId() + "' is above its greatest value", place));
        item.extension(STRUCTURE + "maxDecimalPlaces")
                .filter(most -> value.isNumber() && value.decimalValue().scale() > most.asInt())
                .ifPresent(most -> wrong(
                        "value",
                        "The answer to item '" + item.linkId() + "' has more than " + most.asInt() + " decimal places",
                        place));
    }

    private static Optional<Integer> order(JsonNode value, JsonNode limit) {
        JsonNode number = value.path("value").isNumber() && limit.isNumber() ? value.get("value") : value;
        var order = AnswerValue.comparison(number, limit);
        return order.isPresent() ? Optional.of(order.getAsInt()) : Optional.empty();
    }

    private void length(JsonNode value, FormItem item, String place) {
        int most = item.node().path("maxLength").asInt(Integer.MAX_VALUE);
        if (value.isTextual() && value.asText().codePointCount(0, value.asText().length()) > most) {
            wrong(
                    "too-long",
                    "The answer to item '" + item.linkId() + "' is longer than " + most + " characters; shorten it",
                    place);
        }
    }

    private void wrong(String code, String text, String place) {
        issues.add(Issue.error(code, text + ".", place));
    }
}
