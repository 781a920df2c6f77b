package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.MissingNode;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.engine.Assessed;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.store.ResourceTable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Looks at a patient and stores what the rules find. Of several who look at the same patient, one is after the other. */
final class AlertWriter {

    private final Findings findings;
    private final AlertBook book;
    private final HealthRecord record;
    private final ResourceTable resources;
    private final Clock clock;

    AlertWriter(Findings findings, AlertBook book, HealthRecord record, ResourceTable resources, Clock clock) {
        this.findings = findings;
        this.book = book;
        this.record = record;
        this.resources = resources;
        this.clock = clock;
    }

    /** After something was stored, within the current transaction. */
    void look(ResourceKey patient) {
        Instant now = clock.instant();
        raise(patient, findings.of(patient, now), now);
    }

    /** For what did not happen, within the current transaction. */
    void lookByTheClock(ResourceKey patient) {
        Instant now = clock.instant();
        raise(patient, findings.byTheClock(patient, now), now);
    }

    private void raise(ResourceKey patient, List<Assessed> raised, Instant now) {
        if (raised.isEmpty()) {
            return;
        }
        resources.lockConditions(Set.of("alerts of " + patient));
        List<Change> changes = book.changes(patient, raised, MissingNode.getInstance(), now);
        if (!changes.isEmpty()) {
            record.write(
                    changes.stream().map(change -> new Entry(change, "", "")).toList(),
                    Access.everything("early warning"));
        }
    }
}
