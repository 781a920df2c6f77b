package health.throughline.record.access;

import health.throughline.fhir.ResourceKey;
import org.jspecify.annotations.Nullable;

/**
 * One who takes part in a request: the user or the client software.
 *
 * @param id stable and unique among its kind: the account's subject, the client_id; empty for nobody
 * @param name for people to read; never a client's name in logs
 * @param resource who or what it is in the record: of a user the fhirUser; of a client the Organization it discloses to,
 *     null when the client is the programme's own
 */
public record Party(String id, String name, @Nullable ResourceKey resource) {

    public static final Party NOBODY = new Party("", "", null);
}
