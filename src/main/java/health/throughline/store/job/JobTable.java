package health.throughline.store.job;

import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import health.throughline.store.sql.Sql;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Long work with its progress. */
public final class JobTable {

    /** Where a job stands. */
    public enum State {
        RUNNING,
        FINISHED,
        FAILED
    }

    /**
     * One piece of long work.
     *
     * @param subject what it works on, e.g. a resource type
     * @param done units finished of {@code total}
     * @param position where the next step starts
     * @param message why it failed; null when it did not
     */
    public record Job(
            long id,
            String kind,
            String subject,
            State state,
            long done,
            long total,
            long position,
            @Nullable String message) {

        public Job advanced(long units, long to) {
            return new Job(id, kind, subject, state, done + units, Math.max(total, done + units), to, null);
        }

        public Job ended(State end, @Nullable String why) {
            return new Job(id, kind, subject, end, done, total, position, why);
        }
    }

    private final Entities entities;
    private final Database database;

    public JobTable(Entities entities, Database database) {
        this.entities = entities;
        this.database = database;
    }

    /** Starts a job, unless one of this kind and subject is running already; that one then. */
    public Job start(String kind, String subject, long total) {
        return open().stream()
                .filter(job -> job.kind().equals(kind) && job.subject().equals(subject))
                .findFirst()
                .orElseGet(() -> {
                    JobEntity started = JobEntity.started(kind, subject, total);
                    entities.with(session -> session.insert(started));
                    return started.job();
                });
    }

    /**
     * Whether everybody who may not have known of the job's reason when it was started has finished by now: it is older
     * than {@code age}, and no transaction of this software is.
     */
    public boolean settled(Job job, Duration age) {
        double seconds = age.toMillis() / 1000.0;
        Sql sql = Sql.of("""
                SELECT j.created < now() - make_interval(secs => ?) AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a \
                WHERE a.datname = current_database() AND a.application_name = current_setting('application_name') \
                AND a.pid <> pg_backend_pid() AND a.xact_start < j.created + make_interval(secs => ?)) \
                FROM job j WHERE j.id = ?\
                """, seconds, seconds, job.id());
        return database.first("job.settled", sql, row -> row.getBoolean(1)).orElse(true);
    }

    /** The running jobs, oldest first. Asked every few seconds, and most often there is none. */
    public List<Job> open() {
        return jobs(Sql.of("SELECT id FROM job WHERE state = ? ORDER BY id", State.RUNNING.name()));
    }

    /** The newest jobs, whatever their state. */
    public List<Job> latest(int limit) {
        return jobs(Sql.of("SELECT id FROM job ORDER BY id DESC LIMIT ?", limit));
    }

    /** Those with these numbers. */
    public List<Job> numbered(List<Long> ids) {
        long[] all = ids.stream().mapToLong(Long::longValue).toArray();
        return jobs(Sql.of("SELECT id FROM job WHERE id = ANY (?) ORDER BY id", all));
    }

    private List<Job> jobs(Sql ids) {
        return database.list("job.ids", ids, row -> row.getLong(1)).stream()
                .flatMap(id -> find(id).stream())
                .map(JobEntity::job)
                .toList();
    }

    private Optional<JobEntity> find(long id) {
        return Optional.ofNullable(entities.with(session -> session.get(JobEntity.class, id)));
    }

    public void save(Job job) {
        find(job.id())
                .ifPresent(entity -> entities.with(session -> {
                    entity.take(job);
                    session.update(entity);
                    return entity;
                }));
    }
}
