package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.event.JobHandler;
import health.throughline.event.Sweep;
import health.throughline.fhir.FhirJson;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.ResourceKey;
import health.throughline.program.warning.PatientPicture;
import health.throughline.program.warning.RuleParameters;
import health.throughline.program.warning.WarningRule;
import health.throughline.program.warning.engine.RuleEngine;
import health.throughline.program.warning.engine.RuleSettings;
import health.throughline.program.warning.picture.PictureReader;
import health.throughline.record.access.Access;
import health.throughline.record.access.Role;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.Settings;
import health.throughline.store.job.JobTable;
import health.throughline.store.job.JobTable.Job;
import health.throughline.store.sql.Transactions;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Replays rules over everybody's past, as a job with progress: it raises nothing and shows nobody's data, only counts. */
public final class ReplayRun implements JobHandler {

    private static final String KIND = "replay";
    private static final String RESULT = "replay-";
    private static final int BATCH = 20;
    private static final int HORIZON = 14;

    /** Days before the period that rules look back on: 26 weeks. */
    private static final int BEFORE = 182;

    private static final int LONGEST_DAYS = 180;

    /**
     * What to replay.
     *
     * @param rule code of the alert type
     * @param other settings to try instead of those in force, by name
     */
    public record Wanted(String rule, LocalDate start, LocalDate end, Map<String, String> other) {

        String subject() {
            ObjectNode json = FhirJson.object()
                    .put("rule", rule)
                    .put("start", start.toString())
                    .put("end", end.toString());
            ObjectNode settings = json.putObject("other");
            other.forEach(settings::put);
            return new String(FhirJson.bytes(json), StandardCharsets.UTF_8);
        }

        static Wanted of(String subject) {
            ObjectNode json = FhirJson.parseStored(subject.getBytes(StandardCharsets.UTF_8));
            Map<String, String> other = new HashMap<>();
            json.path("other")
                    .properties()
                    .forEach(one -> other.put(one.getKey(), one.getValue().asText()));
            return new Wanted(
                    json.path("rule").asText(),
                    LocalDate.parse(json.path("start").asText()),
                    LocalDate.parse(json.path("end").asText()),
                    other);
        }
    }

    private final PictureReader pictures;
    private final RuleEngine engine;
    private final RuleSettings rules;
    private final OpenAlerts alerts;
    private final ResourceTable resources;
    private final JobTable jobs;
    private final Settings settings;
    private final Transactions transactions;

    ReplayRun(
            PictureReader pictures,
            RuleEngine engine,
            RuleSettings rules,
            OpenAlerts alerts,
            ResourceTable resources,
            JobTable jobs,
            Settings settings,
            Transactions transactions) {
        this.pictures = pictures;
        this.engine = engine;
        this.rules = rules;
        this.alerts = alerts;
        this.resources = resources;
        this.jobs = jobs;
        this.settings = settings;
        this.transactions = transactions;
    }

    /**
     * Starts one, unless the same is under way.
     *
     * @return its job
     * @throws Refusal FORBIDDEN to all but clinical leads, INVALID for an unknown rule or setting and a period that is empty,
     *     to come or longer than 180 days
     */
    public Job start(Wanted wanted, Access access) {
        access.requireRole(Role.CLINICAL_LEAD);
        replay(wanted);
        if (wanted.end().isBefore(wanted.start())
                || wanted.start().plusDays(LONGEST_DAYS).isBefore(wanted.end())) {
            throw Refusal.invalid(
                    "value",
                    "Give a period of " + LONGEST_DAYS + " days at most, its start first.",
                    "Parameters.parameter.where(name='end')");
        }
        return transactions.write(() -> jobs.start(KIND, wanted.subject(), resources.count("Patient")));
    }

    /** How far a replay is, with what it has counted so far; empty when there is none of that number. */
    public Optional<Map.Entry<Job, ReplayCount>> progress(long job, Access access) {
        access.requireRole(Role.CLINICAL_LEAD);
        return jobs.numbered(List.of(job)).stream()
                .filter(one -> one.kind().equals(KIND))
                .findFirst()
                .map(one -> Map.entry(one, count(one)));
    }

    private ReplayCount count(Job job) {
        return settings.find(RESULT + job.id())
                .map(text -> ReplayCount.of(FhirJson.parseStored(text.getBytes(StandardCharsets.UTF_8))))
                .orElse(ReplayCount.NONE);
    }

    private Replay replay(Wanted wanted) {
        WarningRule rule = engine.rules().stream()
                .filter(one -> one.code().equals(wanted.rule()))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "There is no rule of this name; rules are ActivityDefinition/alert-…."));
        RuleParameters parameters = rules.of(rule.code());
        Map<String, String> values = new HashMap<>(parameters.values());
        wanted.other().forEach((name, value) -> {
            if (values.replace(name, value) == null) {
                throw Refusal.invalid(
                        "value",
                        "This rule has no setting of that name; it has "
                                + String.join(
                                        ", ", new TreeSet<>(parameters.values().keySet())) + ".",
                        "Parameters.parameter.where(name='setting')");
            }
        });
        return new Replay(
                rule,
                new RuleParameters(rule.code(), parameters.version(), RuleParameters.Mode.SHADOW, values),
                wanted.start(),
                wanted.end(),
                HORIZON);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Job step(Job job) {
        Replay replay = replay(Wanted.of(job.subject()));
        List<ResourceVersion> batch = new Sweep(resources, BATCH).next(job, "Patient");
        ReplayCount count = count(job);
        for (ResourceVersion version : batch) {
            if (!version.contained()) {
                count = count.plus(over(version.key(), replay));
            }
        }
        settings.put(RESULT + job.id(), new String(FhirJson.bytes(count.json()), StandardCharsets.UTF_8));
        return Sweep.after(job, batch);
    }

    private ReplayCount over(ResourceKey patient, Replay replay) {
        PatientPicture picture = pictures.read(
                patient, replay.start().minusDays(BEFORE), replay.end().plusDays(HORIZON));
        return replay.over(picture, this::right);
    }

    private boolean right(ResourceKey alert) {
        return alerts.find(alert)
                .filter(one -> one.path("status").asText().equals("final"))
                .isPresent();
    }

    @Override
    public void finished(Job job) {
        // What it counted stays until it is asked for.
    }
}
