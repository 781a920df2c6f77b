package health.throughline.fhir.patch;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;

/** How much the copies of one patch may add: a short patch must not grow a resource without bound. */
final class Allowance {

    private static final long CHARACTERS = 16L * 1024 * 1024;
    private static final int PER_NODE = 16;

    private long left = CHARACTERS;

    /** @param depth of the place the value goes to */
    void use(JsonNode value, int depth) {
        left -= size(value, depth);
        if (left < 0) {
            throw new Refusal(Refusal.Reason.TOO_LARGE, "The patch copies more than 16 MB; send an update instead.");
        }
    }

    private static long size(JsonNode value, int depth) {
        if (depth > FhirJson.MAX_NESTING) {
            throw new Refusal(
                    Refusal.Reason.UNPROCESSABLE,
                    "The patch nests the resource deeper than " + FhirJson.MAX_NESTING + " levels.");
        }
        long size = PER_NODE + (value.isTextual() ? value.textValue().length() : 0L);
        for (JsonNode child : value) {
            size += size(child, depth + 1);
        }
        return size;
    }
}
