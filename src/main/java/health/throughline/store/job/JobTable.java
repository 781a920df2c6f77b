package health.throughline.store.job;

import jakarta.persistence.EntityManager;
import java.util.List;
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

    private final EntityManager entities;

    /** @param entities shared: each call joins the current transaction */
    public JobTable(EntityManager entities) {
        this.entities = entities;
    }

    /** Starts a job, unless one of this kind and subject is running already. */
    public void start(String kind, String subject, long total) {
        boolean running = open().stream()
                .anyMatch(job -> job.kind().equals(kind) && job.subject().equals(subject));
        if (!running) {
            entities.persist(JobEntity.started(kind, subject, total));
        }
    }

    public List<Job> open() {
        return entities.createQuery("from JobEntity where state = :state order by id", JobEntity.class)
                .setParameter("state", State.RUNNING)
                .getResultStream()
                .map(JobEntity::job)
                .toList();
    }

    /** The newest jobs, whatever their state. */
    public List<Job> latest(int limit) {
        return entities.createQuery("from JobEntity order by id desc", JobEntity.class)
                .setMaxResults(limit)
                .getResultStream()
                .map(JobEntity::job)
                .toList();
    }

    public void save(Job job) {
        JobEntity entity = entities.find(JobEntity.class, job.id());
        if (entity != null) {
            entity.take(job);
        }
    }
}
