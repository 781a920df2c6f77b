package health.throughline.fhir.questionnaire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The value[x] or answer[x] of an element, and how two of them compare. */
public final class AnswerValue {

    private static final Comparator<JsonNode> NUMBERS = Comparator.comparing(JsonNode::decimalValue);

    private AnswerValue() {}

    /** The value of {@code element}, whatever its type. */
    public static Optional<JsonNode> of(JsonNode element) {
        return name(element).map(element::get);
    }

    /** The name of the member that holds it, such as valueCoding. */
    public static Optional<String> name(JsonNode element) {
        for (Map.Entry<String, JsonNode> child : element.properties()) {
            boolean value = child.getKey().startsWith("value") || child.getKey().startsWith("answer");
            if (value && child.getKey().length() > "value".length()) {
                return Optional.of(child.getKey());
            }
        }
        return Optional.empty();
    }

    /** Whether they mean the same: codings by system and code, quantities by number and unit. */
    public static boolean same(JsonNode one, JsonNode other) {
        if (one.isObject() && other.isObject()) {
            return one.has("code") || other.has("code")
                    ? text(one, "system").equals(text(other, "system"))
                            && text(one, "code").equals(text(other, "code"))
                            && (!one.has("value") || comparison(one, other).orElse(1) == 0)
                    : one.equals(other);
        }
        return one.isNumber() && other.isNumber() ? NUMBERS.compare(one, other) == 0 : one.equals(other);
    }

    /** Negative when {@code one} comes first; empty when they cannot be compared. */
    public static OptionalInt comparison(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return OptionalInt.of(NUMBERS.compare(one, other));
        }
        if (one.isTextual() && other.isTextual()) {
            return OptionalInt.of(one.asText().compareTo(other.asText()));
        }
        boolean quantities = one.path("value").isNumber() && other.path("value").isNumber();
        return quantities && text(one, "code").equals(text(other, "code"))
                ? OptionalInt.of(NUMBERS.compare(one.get("value"), other.get("value")))
                : OptionalInt.empty();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
