package health.throughline.program.alert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.event.JobHandler;
import health.throughline.event.Scheduled;
import health.throughline.event.Sweep;
import health.throughline.fhir.ResourceKey;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.job.JobTable;
import health.throughline.store.job.JobTable.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at everybody in the programme at regular times, for what did not happen: silence, missed sessions, dates that passed.
 * A run that is interrupted goes on where it was.
 */
final class AlertClock implements Scheduled, JobHandler {

    private static final String KIND = "early-warning";
    private static final String SUBJECT = "EpisodeOfCare";
    private static final int BATCH = 50;

    /** How long after its end an episode is still looked at: the year of follow-up, and room. */
    private static final int DAYS_AFTER = 400;

    private static final Set<String> OVER = Set.of("cancelled", "entered-in-error", "planned", "waitlist");
    private static final int DATE = 10;

    private final AlertWriter writer;
    private final ResourceTable resources;
    private final JobTable jobs;
    private final Duration every;
    private final Clock clock;

    AlertClock(AlertWriter writer, ResourceTable resources, JobTable jobs, Duration every, Clock clock) {
        this.writer = writer;
        this.resources = resources;
        this.jobs = jobs;
        this.every = every;
        this.clock = clock;
    }

    @Override
    public String name() {
        return KIND;
    }

    @Override
    public Duration every() {
        return every;
    }

    @Override
    public void run() {
        long episodes = resources.count(SUBJECT);
        if (episodes > 0) {
            jobs.start(KIND, SUBJECT, episodes);
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Job step(Job job) {
        List<ResourceVersion> batch = new Sweep(resources, BATCH).next(job, SUBJECT);
        Set<ResourceKey> patients = new LinkedHashSet<>();
        for (ResourceVersion version : batch) {
            ObjectNode episode = version.tree();
            if (!version.contained() && looked(episode)) {
                ResourceKey.ofPatient(episode.path("patient").path("reference").asText(""))
                        .ifPresent(patients::add);
            }
        }
        patients.forEach(writer::lookByTheClock);
        return Sweep.after(job, batch);
    }

    private boolean looked(ObjectNode episode) {
        String end = episode.path("period").path("end").asText("");
        boolean recent = end.length() < DATE
                || SafetyChecks.instant(end).isAfter(clock.instant().minus(DAYS_AFTER, ChronoUnit.DAYS));
        return recent && !OVER.contains(episode.path("status").asText());
    }

    @Override
    public void finished(Job job) {
        // Nothing is left to do.
    }
}
