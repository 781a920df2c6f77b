package health.throughline.fhir;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/** Finds the extensions of an element by their URLs, and the parts of a complex extension by their names. */
public final class Extensions {

    private Extensions() {}

    /** Every extension of {@code element} with this URL. */
    public static List<JsonNode> all(JsonNode element, String url) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode extension : element.path("extension")) {
            if (is(extension, url)) {
                found.add(extension);
            }
        }
        return found;
    }

    /** The first of them; a missing node when there is none. */
    public static JsonNode first(JsonNode element, String url) {
        for (JsonNode extension : element.path("extension")) {
            if (is(extension, url)) {
                return extension;
            }
        }
        return MissingNode.getInstance();
    }

    public static boolean is(JsonNode extension, String url) {
        return extension.path("url").asText("").equals(url);
    }
}
