package health.throughline.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.ResourceKey;
import java.time.Instant;

/**
 * One version of one resource as stored.
 *
 * @param rid row number: grows with creation, never used twice
 * @param updated meta.lastUpdated in milliseconds since 1970
 * @param body canonical JSON with id and meta set; empty when this version is a deletion
 * @param patients keys of the patients whose data it is
 */
public record ResourceVersion(
        long rid, ResourceKey key, int version, long updated, Operation operation, byte[] body, long[] patients) {

    public boolean deleted() {
        return operation == Operation.DELETE;
    }

    /** Whether it stands inside another resource; then the type of its key is the container's. */
    public boolean contained() {
        return operation == Operation.CONTAINED;
    }

    /** Its content, parsed anew at every call; a deletion has none. */
    public ObjectNode tree() {
        return FhirJson.parseStored(body);
    }

    public Instant lastUpdated() {
        return Instant.ofEpochMilli(updated);
    }

    /** Weak entity tag, as in the ETag header. */
    public String etag() {
        return "W/\"" + version + "\"";
    }
}
