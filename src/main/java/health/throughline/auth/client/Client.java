package health.throughline.auth.client;

import health.throughline.auth.scope.SmartScopes;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Party;
import java.time.Instant;

/**
 * A registered client.
 *
 * @param id the client_id
 */
public record Client(String id, ClientDraft terms, boolean enabled, Instant created) {

    public SmartScopes scopes() {
        return SmartScopes.of(terms.scopes());
    }

    public boolean confidential() {
        return terms.kind() != ClientKind.PUBLIC;
    }

    /** As the record and the audit trail know it. */
    public Party party() {
        return new Party(
                id,
                terms.name(),
                terms.organization().isEmpty() ? null : new ResourceKey("Organization", terms.organization()));
    }
}
