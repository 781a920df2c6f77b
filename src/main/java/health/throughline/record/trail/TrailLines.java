package health.throughline.record.trail;

import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditEntry.Kind;
import health.throughline.record.access.AuditEntry.Outcome;
import health.throughline.store.trail.AuditLine;
import java.util.List;

/** Audit entries as rows of the store, and what the numbers in those rows mean. */
public final class TrailLines {

    /** In the table a kind is its place here, from 1: only ever add at the end. */
    private static final List<Kind> KINDS = List.of(
            Kind.CREATE,
            Kind.READ,
            Kind.UPDATE,
            Kind.DELETE,
            Kind.QUERY,
            Kind.EXECUTE,
            Kind.LOGIN,
            Kind.LOGOUT,
            Kind.TOKEN,
            Kind.DISCLOSURE,
            Kind.CONSENT,
            Kind.EMERGENCY,
            Kind.ADMINISTRATION);

    private static final int OUTCOME_STEP = 4;

    private TrailLines() {}

    public static List<AuditLine> of(List<AuditEntry> entries) {
        return entries.size() == 1
                ? List.of(of(entries.get(0)))
                : entries.stream().map(TrailLines::of).toList();
    }

    private static AuditLine of(AuditEntry entry) {
        AuditEntry.Agent agent = entry.agent();
        AuditEntry.Request request = entry.request();
        return new AuditLine(
                entry.time(),
                number(entry.kind()),
                number(entry.outcome()),
                new AuditLine.Agent(
                        agent.user(),
                        agent.userResource(),
                        agent.client(),
                        agent.authorization(),
                        agent.purpose(),
                        agent.address()),
                new AuditLine.Request(request.id(), request.method(), request.url()),
                entry.patient(),
                entry.resource(),
                entry.detail());
    }

    public static int number(Kind kind) {
        return KINDS.indexOf(kind) + 1;
    }

    /** As AuditEvent.outcome writes it: 0, 4, 8 or 12. */
    public static int number(Outcome outcome) {
        return outcome.ordinal() * OUTCOME_STEP;
    }

    public static Kind kind(AuditLine line) {
        return KINDS.get(line.kind() - 1);
    }

    public static Outcome outcome(AuditLine line) {
        return Outcome.values()[line.outcome() / OUTCOME_STEP];
    }
}
