package health.throughline.fhir.terminology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One code of a code system.
 *
 * @param node as the code system defines it, with designations and properties
 */
public record Concept(String code, String display, JsonNode node) {

    private static final Set<String> INACTIVE = Set.of("retired", "inactive");

    public static Concept of(JsonNode node) {
        return new Concept(node.path("code").asText(""), node.path("display").asText(""), node);
    }

    /** Every value of {@code property}, as text. */
    public List<String> values(String property) {
        List<String> values = new ArrayList<>();
        for (JsonNode one : node.path("property")) {
            if (one.path("code").asText("").equals(property)) {
                values.add(value(one));
            }
        }
        return values;
    }

    private static String value(JsonNode property) {
        for (var child : property.properties()) {
            if (child.getKey().startsWith("value")) {
                JsonNode value = child.getValue();
                return value.isObject() ? value.path("code").asText("") : value.asText("");
            }
        }
        return "";
    }

    public boolean inactive() {
        return values("inactive").contains("true") || values("status").stream().anyMatch(INACTIVE::contains);
    }

    /** Whether it only groups others and is not to be recorded. */
    public boolean abstractOnly() {
        return values("notSelectable").contains("true");
    }
}
