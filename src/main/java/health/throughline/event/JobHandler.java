package health.throughline.event;

import health.throughline.store.job.JobTable.Job;

/** One kind of long work, done in steps that each commit on their own. */
public interface JobHandler {

    String kind();

    /** Whether its first or next step may be done now; asked every few seconds until it may. */
    default boolean ready(Job job) {
        return true;
    }

    /**
     * Does a bounded piece of the work within the current transaction.
     *
     * @return the job with its new position and progress; finished when nothing is left
     */
    Job step(Job job);

    /** Called once after the last step has been committed. */
    void finished(Job job);
}
