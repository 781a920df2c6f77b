package health.throughline.program.screening;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the extensions of an element. */
final class Extensions {

    private Extensions() {}

    /** The value of the first one with {@code url}; a missing node when there is none. */
    static JsonNode value(JsonNode element, String url, String value) {
        for (JsonNode extension : element.path("extension")) {
            if (extension.path("url").asText().equals(url)) {
                return extension.path(value);
            }
        }
        return MissingNode.getInstance();
    }

    /** The values of all with {@code url}. */
    static List<JsonNode> values(JsonNode element, String url, String value) {
        List<JsonNode> values = new ArrayList<>();
        for (JsonNode extension : element.path("extension")) {
            if (extension.path("url").asText().equals(url) && extension.has(value)) {
                values.add(extension.path(value));
            }
        }
        return values;
    }
}
