package health.throughline.record.trail;

import health.throughline.record.access.Access;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.store.Operation;
import health.throughline.store.ResourceChange;
import health.throughline.store.sql.Sql;
import health.throughline.store.trail.AuditTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The audit entries of a write, stored by the statement that writes. */
public final class WriteAudit {

    private record Subject(long patient, Kind kind) {}

    private WriteAudit() {}

    /** A part of a WITH statement; empty when nobody is known to ask. */
    public static Sql of(List<ResourceChange> changes, Access access) {
        return access.audited() ? AuditTable.insertion(TrailLines.of(entries(changes, access))) : new Sql();
    }

    /** One for each patient and each kind of change. */
    private static List<AuditEntry> entries(List<ResourceChange> changes, Access access) {
        Map<Subject, List<ResourceChange>> subjects = new LinkedHashMap<>();
        for (ResourceChange change : changes) {
            Kind kind = kind(change.version().operation());
            long[] patients = change.patients().length == 0 ? new long[1] : change.patients();
            for (long patient : patients) {
                subjects.computeIfAbsent(new Subject(patient, kind), key -> new ArrayList<>())
                        .add(change);
            }
        }
        access.log().changed(changes);
        List<AuditEntry> entries = new ArrayList<>();
        subjects.forEach((subject, some) -> entries.add(new AuditEntry(
                System.currentTimeMillis(),
                subject.kind(),
                access.auditAgent(),
                access.log().request(),
                Outcome.SUCCESS,
                subject.patient(),
                some.size() > 1 ? "" : name(some.get(0)),
                "")));
        return entries;
    }

    private static String name(ResourceChange change) {
        return change.version().key() + "/_history/" + change.version().version();
    }

    private static Kind kind(Operation operation) {
        return switch (operation) {
            case CREATE -> Kind.CREATE;
            case DELETE -> Kind.DELETE;
            default -> Kind.UPDATE;
        };
    }
}
