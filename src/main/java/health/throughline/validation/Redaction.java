package health.throughline.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes the values of a resource out of what a validator says about it: its messages quote them, and go into answers and
 * logs. Names of systems and profiles stay, as do words that are the names of elements.
 */
final class Redaction {

    private static final String WITHHELD = "[value]";
    private static final Set<String> NAMES = Set.of("system", "profile", "url", "resourceType", "questionnaire");
    private static final int SHORTEST = 2;

    private final List<String> values;

    Redaction(ObjectNode resource) {
        Set<String> found = new TreeSet<>(
                Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        collect(resource, found);
        values = List.copyOf(found);
    }

    private static void collect(JsonNode node, Set<String> found) {
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            if (!NAMES.contains(child.getKey())) {
                add(child.getValue(), found);
            }
        }
        if (node.isArray()) {
            node.forEach(child -> add(child, found));
        }
    }

    private static void add(JsonNode value, Set<String> found) {
        if (value.isContainerNode()) {
            collect(value, found);
        } else if (value.asText().length() >= SHORTEST) {
            found.add(value.asText());
        }
    }

    /** {@code message} without the values, where they stand by themselves and not within a longer word. */
    String of(String message) {
        String text = message;
        for (String value : values) {
            int at = text.indexOf(value);
            while (at >= 0) {
                boolean whole = !wordAt(text, at - 1) && !wordAt(text, at + value.length());
                text = whole ? text.substring(0, at) + WITHHELD + text.substring(at + value.length()) : text;
                at = text.indexOf(value, at + (whole ? WITHHELD.length() : 1));
            }
        }
        return text;
    }

    private static boolean wordAt(String text, int index) {
        return index >= 0 && index < text.length() && Character.isLetterOrDigit(text.charAt(index));
    }
}
