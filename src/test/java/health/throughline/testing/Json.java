package health.throughline.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/** FHIR content written short. */
public final class Json {

    private Json() {}

    /** JSON in which single quotes stand for double ones, with its {@code %s} filled in. */
    public static ObjectNode json(String text, Object... values) {
        String filled = values.length == 0 ? text : String.format(Locale.ROOT, text, values);
        return FhirJson.parse(filled.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    /** A name that no other test uses: letters and digits, usable as an id, a code and a family name. */
    public static String unique(String start) {
        return start + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }

    /** What a client sent, as it must come back: without the parts of meta that the server sets. */
    public static JsonNode withoutServerMeta(JsonNode resource) {
        ObjectNode copy = resource.deepCopy();
        if (copy.get("meta") instanceof ObjectNode meta) {
            meta.remove("versionId");
            meta.remove("lastUpdated");
            if (meta.isEmpty()) {
                copy.remove("meta");
            }
        }
        return copy;
    }

    /** The id in {@code [base]/Type/id/_history/1} and shorter forms. */
    public static String idOf(String url) {
        String current = url.contains("/_history/") ? url.substring(0, url.indexOf("/_history/")) : url;
        return current.substring(current.lastIndexOf('/') + 1);
    }
}
