package health.throughline.delivery;

import health.throughline.event.JobHandler;
import health.throughline.store.job.JobTable;
import health.throughline.store.job.JobTable.Job;
import health.throughline.store.job.JobTable.State;
import health.throughline.store.sql.StoreLocks;
import health.throughline.store.sql.Transactions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs open jobs one after the other on a thread of its own. A step that fails is repeated after a growing pause; of
 * several servers on one database, one runs a job at a time.
 */
final class JobRunner implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    private static final Duration IDLE = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 5;

    private final JobTable jobs;
    private final Map<String, JobHandler> handlers;
    private final Transactions transactions;
    private final StoreLocks locks;

    JobRunner(JobTable jobs, List<JobHandler> handlers, Transactions transactions, StoreLocks locks) {
        this.jobs = jobs;
        this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
        this.transactions = transactions;
        this.locks = locks;
    }

    @Override
    public void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                for (Job job : transactions.read(jobs::open)) {
                    locks.ifFree("job-" + job.id(), () -> work(job));
                }
                Thread.sleep(IDLE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                LOG.warn("Jobs are waiting: {}", e.getMessage());
                pause(IDLE.multipliedBy(5));
            }
        }
    }

    private void work(Job start) {
        JobHandler handler = handlers.get(start.kind());
        if (handler == null || !handler.ready(start)) {
            return;
        }
        LOG.info("{} of {}: {} of {} done", start.kind(), start.subject(), start.done(), start.total());
        Job job = start;
        long reported = System.nanoTime();
        while (job.state() == State.RUNNING && !Thread.currentThread().isInterrupted()) {
            job = step(handler, job);
            if (System.nanoTime() - reported > 5_000_000_000L) {
                LOG.info("{} of {}: {} of {} done", job.kind(), job.subject(), job.done(), job.total());
                reported = System.nanoTime();
            }
        }
        if (job.state() == State.FINISHED) {
            handler.finished(job);
            LOG.info("{} of {}: finished, {} done", job.kind(), job.subject(), job.done());
        }
    }

    private Job step(JobHandler handler, Job job) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.write(() -> {
                    Job next = handler.step(job);
                    jobs.save(next);
                    return next;
                });
            } catch (RuntimeException e) {
                LOG.warn("{} of {}: attempt {} failed: {}", job.kind(), job.subject(), attempt, e.getMessage());
                if (attempt == ATTEMPTS) {
                    return failed(job, e);
                }
                pause(Duration.ofSeconds(1L << attempt));
            }
        }
    }

    private Job failed(Job job, RuntimeException why) {
        return transactions.write(() -> {
            Job failed = job.ended(State.FAILED, why.getMessage());
            jobs.save(failed);
            return failed;
        });
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
