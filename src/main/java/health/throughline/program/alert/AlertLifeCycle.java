package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Issue;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.alert.OpenAlerts.Owed;
import health.throughline.program.client.Codes;
import health.throughline.program.warning.Warning.Severity;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.record.access.Action;
import health.throughline.record.access.Role;
import health.throughline.store.Keys;
import health.throughline.store.ResourceVersion;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people do about alerts: take them, put them off, close them with what came of it. */
public final class AlertLifeCycle {

    /** Longest that an alert may be put off, by severity: safety does not wait for tomorrow. */
    private static final Map<Severity, Duration> LONGEST = Map.of(
            Severity.HIGH,
            Duration.ofHours(4),
            Severity.MODERATE,
            Duration.ofDays(3),
            Severity.LOW,
            Duration.ofDays(14));

    private static final Map<String, String> STATUS =
            Map.of("false-alarm", "cancelled", "duplicate", "cancelled", "data-error", "entered-in-error");

    private static final Role[] STAFF = {
        Role.CLINICAL_LEAD, Role.THERAPIST, Role.PRESCRIBER, Role.CASE_MANAGER, Role.PEER
    };

    /** How an alert ends. */
    public record Closing(String outcome, List<String> actions, String note) {}

    private final HealthRecord record;
    private final OpenAlerts open;
    private final SafetyChecks safety;
    private final Codes codes;
    private final Keys keys;
    private final Clock clock;

    AlertLifeCycle(HealthRecord record, OpenAlerts open, SafetyChecks safety, Codes codes, Keys keys, Clock clock) {
        this.record = record;
        this.open = open;
        this.safety = safety;
        this.codes = codes;
        this.keys = keys;
        this.clock = clock;
    }

    /** One alert that the caller may work on. */
    private record Held(ResourceKey key, ObjectNode alert, ResourceKey patient, List<Owed> owed, Access access) {

        boolean open() {
            return AlertBook.OPEN.contains(alert.path("status").asText());
        }
    }

    private Held held(ResourceKey key, Access access) {
        access.requireRole(STAFF);
        ObjectNode alert = record.reader().read(key, access).tree();
        ResourceKey patient = ResourceKey.ofPatient(
                        alert.path("patient").path("reference").asText(""))
                .orElseThrow(() -> unprocessable("This alert is about no client.", "DetectedIssue.patient"));
        access.requireScope(Action.UPDATE, "DetectedIssue", patient);
        access.requireScope(Action.UPDATE, "Task", patient);
        return new Held(key, alert, patient, open.answering(key, patient), access.onBehalf(keys.of(patient)));
    }

    /**
     * The caller takes the alert: its task is theirs. Again, it stays so.
     *
     * @return the Task
     * @throws Refusal NOT_FOUND out of the caller's sight, UNPROCESSABLE when nobody has to do anything about it any more
     */
    public ResourceVersion acknowledge(ResourceKey key, String note, Access access) {
        return record.atomically(() -> {
            Held held = held(key, access);
            Owed owed = owed(held);
            ObjectNode task = owed.task().deepCopy();
            if (!List.of("requested", "received").contains(task.path("status").asText())) {
                return record.reader().read(owed.key(), held.access());
            }
            Instant now = clock.instant();
            task.put("status", "accepted").put("lastModified", AlertTask.second(now));
            task.withObject("/executionPeriod").put("start", AlertTask.second(now));
            user(access).ifPresent(user -> task.putObject("owner").put("reference", user.toString()));
            task.remove("businessStatus");
            note(task, note, access, now);
            return write(owed.key(), task, held.access());
        });
    }

    /**
     * Puts the answer off.
     *
     * @return the Task
     * @throws Refusal UNPROCESSABLE when {@code until} has passed or is later than the severity allows
     */
    public ResourceVersion snooze(ResourceKey key, Instant until, String reason, Access access) {
        return record.atomically(() -> {
            Held held = held(key, access);
            Owed owed = owed(held);
            Instant now = clock.instant();
            Duration longest = LONGEST.getOrDefault(AlertBook.severity(held.alert()), Duration.ofDays(1));
            if (!until.isAfter(now) || until.isAfter(now.plus(longest))) {
                throw unprocessable(
                        "Give a time within the next " + longest.toHours() + " hours: an alert of this severity may be "
                                + "put off no longer.",
                        "Parameters.parameter.where(name='until')");
            }
            ObjectNode task = owed.task().deepCopy();
            task.set("businessStatus", FhirJson.object().put("text", "snoozed"));
            AlertTask.due(task, until);
            task.put("lastModified", AlertTask.second(now));
            note(task, reason, access, now);
            return write(owed.key(), task, held.access());
        });
    }

    /**
     * Closes the alert with what came of it. Closed once, the same closing changes nothing.
     *
     * @return the DetectedIssue
     * @throws Refusal UNPROCESSABLE without an action where one is owed, or of an alert about suicide before its screener;
     *     CONFLICT when it was closed with another outcome
     */
    public ResourceVersion close(ResourceKey key, Closing closing, Access access) {
        return record.atomically(() -> {
            Held held = held(key, access);
            codes.given("alert-outcome", closing.outcome(), "outcome");
            String status = STATUS.getOrDefault(closing.outcome(), "final");
            if (!held.open()) {
                return closedAlready(held, status);
            }
            check(held, closing);
            Instant now = clock.instant();
            List<Entry> entries = new ArrayList<>();
            entries.add(update(held.key(), closed(held, closing, status, now, access)));
            for (Owed owed : held.owed()) {
                if (done(owed, held.key())) {
                    entries.add(update(owed.key(), ended(owed, closing, now, access)));
                }
            }
            return record.write(entries, held.access()).get(0).current();
        });
    }

    private ResourceVersion closedAlready(Held held, String status) {
        if (!held.alert().path("status").asText().equals(status)) {
            throw new Refusal(
                    Refusal.Reason.CONFLICT,
                    "This alert was closed with another outcome; what came of it is not changed afterwards.");
        }
        return record.reader().read(held.key(), held.access());
    }

    private void check(Held held, Closing closing) {
        closing.actions().forEach(action -> codes.given("alert-action", action, "action"));
        boolean right =
                closing.outcome().startsWith("true-action") || closing.outcome().equals("unreachable");
        if (closing.actions().isEmpty() && (right || !held.owed().isEmpty())) {
            throw unprocessable(
                    "Say what was done: at least one 'action', 'none' among them.",
                    "Parameters.parameter.where(name='action')");
        }
        if (closing.outcome().equals("true-action-taken") && closing.actions().equals(List.of("none"))) {
            throw unprocessable(
                    "'true-action-taken' and the only action 'none' contradict each other.",
                    "Parameters.parameter.where(name='action')");
        }
        String code = Codes.of(held.alert().path("code"), "alert-type");
        if (safety.owed(code) && !safety.done(held.patient(), since(held.alert()))) {
            throw unprocessable(
                    "An alert about suicide is closed after a suicide screener that was filled in after it: complete a "
                            + "C-SSRS, or record its risk level (LOINC 93374-7), first.",
                    "Parameters.parameter.where(name='outcome')");
        }
    }

    private static Instant since(ObjectNode alert) {
        String identified = alert.path("identifiedDateTime").asText("");
        return identified.isEmpty() ? Instant.EPOCH : SafetyChecks.instant(identified);
    }

    private ObjectNode closed(Held held, Closing closing, String status, Instant now, Access access) {
        ObjectNode alert = held.alert().deepCopy().put("status", status);
        for (String action : closing.actions()) {
            ObjectNode mitigation = alert.withArray("mitigation").addObject();
            mitigation.set("action", codes.concept("alert-action", action));
            mitigation.put("date", AlertTask.second(now));
            user(access).ifPresent(user -> mitigation.putObject("author").put("reference", user.toString()));
        }
        return alert;
    }

    /** Whether nothing else keeps the task open. */
    private static boolean done(Owed owed, ResourceKey closed) {
        return owed.alerts().stream()
                .noneMatch(alert -> AlertBook.OPEN.contains(alert.path("status").asText())
                        && !alert.path("id").asText().equals(closed.id()));
    }

    private ObjectNode ended(Owed owed, Closing closing, Instant now, Access access) {
        ObjectNode task = owed.task().deepCopy();
        task.put("status", "completed").put("lastModified", AlertTask.second(now));
        ObjectNode period = task.withObject("/executionPeriod");
        if (!period.has("start")) {
            period.put("start", AlertTask.second(now));
        }
        period.put("end", AlertTask.second(now));
        ObjectNode output = task.withArray("output").addObject();
        output.putObject("type").put("text", "Outcome");
        output.set("valueCodeableConcept", codes.concept("alert-outcome", closing.outcome()));
        task.remove("businessStatus");
        note(task, closing.note(), access, now);
        return task;
    }

    private Owed owed(Held held) {
        return held.owed().stream()
                .filter(one -> !one.task().has("partOf"))
                .findFirst()
                .or(() -> held.owed().stream().findFirst())
                .orElseThrow(() -> unprocessable(
                        "Nobody has to do anything about this alert: it is closed, or for information only.",
                        "DetectedIssue.status"));
    }

    private ResourceVersion write(ResourceKey key, ObjectNode resource, Access access) {
        return record.write(List.of(update(key, resource)), access).get(0).current();
    }

    private static Entry update(ResourceKey key, ObjectNode resource) {
        return new Entry(new Change.Update(Change.Target.of(key), resource, null), "", "");
    }

    private static void note(ObjectNode task, String text, Access access, Instant now) {
        if (!text.isBlank()) {
            ObjectNode note = task.withArray("note").addObject();
            user(access).ifPresent(user -> note.putObject("authorReference").put("reference", user.toString()));
            note.put("time", AlertTask.second(now)).put("text", text.strip());
        }
    }

    private static Optional<ResourceKey> user(Access access) {
        return Optional.ofNullable(access.rights().caller().user().resource());
    }

    private static Refusal unprocessable(String words, String place) {
        return new Refusal(Refusal.Reason.UNPROCESSABLE, List.of(Issue.error("business-rule", words, place)));
    }
}
