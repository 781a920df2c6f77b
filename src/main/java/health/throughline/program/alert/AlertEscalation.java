package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.event.Scheduled;
import health.throughline.fhir.ResourceKey;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.program.warning.Warning.Severity;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.record.policy.Lookups;
import health.throughline.search.query.SearchParser.Parameter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody has taken in time becomes a task of the clinical lead as well. */
final class AlertEscalation implements Scheduled {

    private static final Logger LOG = LoggerFactory.getLogger(AlertEscalation.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    /** Of a task that nobody has taken. */
    private static final String UNTAKEN = "requested,received";

    private final HealthRecord record;
    private final Lookups lookups;
    private final OpenAlerts open;
    private final AlertTask tasks;
    private final Owners owners;
    private final Clock clock;

    AlertEscalation(
            HealthRecord record, Lookups lookups, OpenAlerts open, AlertTask tasks, Owners owners, Clock clock) {
        this.record = record;
        this.lookups = lookups;
        this.open = open;
        this.tasks = tasks;
        this.owners = owners;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "alert-escalation";
    }

    @Override
    public Duration every() {
        return EVERY;
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        List<Entry> entries = new ArrayList<>();
        for (ObjectNode task : lookups.all(
                "Task",
                new Parameter("code", Canonicals.of("CodeSystem", "task-code") + "|" + OpenAlerts.ANSWER),
                new Parameter("status", UNTAKEN),
                new Parameter("due", "lt" + AlertTask.second(now)))) {
            if (!task.has("partOf")) {
                escalate(task, now, entries);
            }
        }
        if (!entries.isEmpty()) {
            record.write(entries, Access.everything("early warning"));
            LOG.info("{} alerts were not taken in time and went to the clinical lead", entries.size());
        }
    }

    private void escalate(ObjectNode task, Instant now, List<Entry> entries) {
        ResourceKey key = new ResourceKey("Task", task.path("id").asText());
        ResourceKey further = AlertKeys.task(key, "escalation");
        ResourceKey patient = ResourceKey.ofPatient(
                        task.path("for").path("reference").asText(""))
                .orElse(null);
        ResourceKey alert =
                ResourceKey.of(task.path("focus").path("reference").asText("")).orElse(null);
        if (patient == null || alert == null || open.find(further).isPresent()) {
            return;
        }
        Severity severity = open.find(alert).map(AlertBook::severity).orElse(Severity.HIGH);
        String lead = owners.of(patient, "clinical-lead").orElse("");
        ObjectNode escalated = tasks.of(alert, patient, OpenAlerts.ANSWER, severity, lead, now);
        escalated.put("priority", "stat").put("description", "Nobody has taken this alert in time.");
        escalated.putArray("partOf").addObject().put("reference", key.toString());
        if (task.path("meta").has("security")) {
            escalated.withObject("/meta").set("security", task.path("meta").get("security"));
        }
        entries.add(new Entry(new Change.Update(Change.Target.of(further), escalated, null), "", ""));
    }
}
