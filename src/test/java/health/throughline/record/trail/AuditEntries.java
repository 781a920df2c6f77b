package health.throughline.record.trail;

import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Agent;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.record.access.AuditEntry.Request;
import java.util.List;

/** Audit entries written short. */
public final class AuditEntries {

    public static final Agent THERAPIST =
            new Agent("account-7", "Practitioner/therapist", "plan-app", "authorization-9", "TREAT", "192.0.2.7");

    private AuditEntries() {}

    public static AuditEntry entry(Kind kind, long patient, String resource) {
        return entry(kind, Outcome.SUCCESS, patient, resource, "");
    }

    public static AuditEntry entry(Kind kind, Outcome outcome, long patient, String resource, String detail) {
        Request request = new Request("request-1", "GET", resource);
        return new AuditEntry(System.currentTimeMillis(), kind, THERAPIST, request, outcome, patient, resource, detail);
    }

    public static List<AuditEntry> read(String resource) {
        return List.of(entry(Kind.READ, 17, resource));
    }
}
