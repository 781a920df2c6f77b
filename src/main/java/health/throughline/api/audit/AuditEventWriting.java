package health.throughline.api.audit;

import health.throughline.fhir.Refusal;
import health.throughline.record.WriteListener;
import health.throughline.store.ResourceChange;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Keeps AuditEvents out of the record, by whatever way they come: the audit trail is the server's own. */
@Component
final class AuditEventWriting implements WriteListener {

    @Override
    public Set<String> types() {
        return Set.of(AuditEventInteraction.TYPE);
    }

    @Override
    public void before(ResourceChange change, List<ResourceChange> earlier) {
        throw new Refusal(
                Refusal.Reason.METHOD_NOT_ALLOWED,
                "AuditEvents are written by this server alone, of what it does; nobody creates, changes or deletes one.");
    }

    @Override
    public void committed(List<ResourceChange> changes) {
        throw new IllegalStateException("An AuditEvent was stored as a resource");
    }
}
