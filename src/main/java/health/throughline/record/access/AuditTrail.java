package health.throughline.record.access;

import java.util.List;

/** The audit trail's way in. */
public interface AuditTrail {

    /**
     * Returns when the entries are committed. Callers in many threads share a commit.
     *
     * @throws health.throughline.fhir.Refusal UNAVAILABLE when they cannot be stored; the answer must not leave then
     */
    void record(List<AuditEntry> entries);
}
