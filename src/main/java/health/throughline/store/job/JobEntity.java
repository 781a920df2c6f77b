package health.throughline.store.job;

import health.throughline.store.job.JobTable.Job;
import health.throughline.store.job.JobTable.State;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of the table job. */
@Entity
@Table(name = "job")
class JobEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private long id;

    private String kind = "";
    private String subject = "";

    @Enumerated(EnumType.STRING)
    private State state = State.RUNNING;

    private long done;
    private long total;
    private long position;
    private @Nullable String message;
    private Instant created = Instant.now();
    private Instant updated = Instant.now();

    protected JobEntity() {}

    static JobEntity started(String kind, String subject, long total) {
        JobEntity entity = new JobEntity();
        entity.kind = kind;
        entity.subject = subject;
        entity.total = total;
        return entity;
    }

    void take(Job job) {
        state = job.state();
        done = job.done();
        total = job.total();
        position = job.position();
        message = job.message();
        updated = Instant.now();
    }

    Job job() {
        return new Job(id, kind, subject, state, done, total, position, message);
    }

    Instant created() {
        return created;
    }

    Instant updated() {
        return updated;
    }
}
