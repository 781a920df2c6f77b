package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.xml.FhirXml;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** A change to one resource: all of it or nothing, and never to its type or id. */
public abstract sealed class Patch permits JsonPatch, MergePatch, FhirPathPatch, XmlPatch {

    /** The media types of the bodies that {@link #parse} understands. */
    public static final List<String> MEDIA_TYPES = List.of(
            "application/json-patch+json",
            "application/merge-patch+json",
            "application/fhir+json",
            "application/fhir+xml",
            "application/xml-patch+xml");

    Patch() {}

    /** @throws Refusal UNSUPPORTED_MEDIA_TYPE for other formats, INVALID when the body is not in its format */
    public static Patch parse(String contentType, byte[] body) {
        String mediaType = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (mediaType) {
            case "application/json-patch+json" -> JsonPatch.of(FhirJson.parseArray(body));
            case "application/merge-patch+json" -> new MergePatch(FhirJson.parse(body));
            case "application/fhir+json" -> FhirPathPatch.of(FhirJson.parse(body));
            case "application/fhir+xml" -> FhirPathPatch.of(FhirXml.parse(body));
            case "application/xml-patch+xml" -> XmlPatch.of(body);
            default ->
                throw new Refusal(
                        Refusal.Reason.UNSUPPORTED_MEDIA_TYPE,
                        "A patch is sent as one of " + String.join(", ", MEDIA_TYPES) + ".");
        };
    }

    /**
     * The changed resource; the one given is left as it is. Its structure is not checked yet.
     *
     * @throws Refusal UNPROCESSABLE when the patch does not fit the resource
     */
    public final ObjectNode apply(ObjectNode current) {
        JsonNode result = change(current.deepCopy());
        if (!(result instanceof ObjectNode changed) || !keepsIdentity(current, changed)) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE, "A patch may not change the type or the id of the resource.");
        }
        Emptiness.removeFrom(changed);
        return changed;
    }

    /** Changes the copy given, or makes another tree. */
    abstract JsonNode change(ObjectNode copy);

    private static boolean keepsIdentity(ObjectNode before, ObjectNode after) {
        return Objects.equals(before.get("resourceType"), after.get("resourceType"))
                && Objects.equals(before.get("id"), after.get("id"));
    }

    /** The body is no patch of its format. */
    static Refusal malformed(int operation, String problem) {
        return Refusal.invalid("structure", "Operation " + operation + " of the patch " + problem + ".", null);
    }

    /** The body is a patch, but not one for this resource. */
    static Refusal misfit(int operation, String problem) {
        return new Refusal(
                Refusal.Reason.UNPROCESSABLE,
                "Operation " + operation + " of the patch " + problem + "; nothing was changed.");
    }
}
