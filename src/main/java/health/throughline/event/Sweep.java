package health.throughline.event;

import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceVersion;
import health.throughline.store.job.JobTable;
import health.throughline.store.job.JobTable.Job;
import java.util.List;

/** Goes through all resources of a type in the order of their rows: one batch, locked, in each step of a job. */
public final class Sweep {

    private final ResourceTable resources;
    private final int size;

    /** @param size resources of a step, at most */
    public Sweep(ResourceTable resources, int size) {
        this.resources = resources;
        this.size = size;
    }

    /** Those that come next; empty when the job has seen all. */
    public List<ResourceVersion> next(Job job, String type) {
        return resources.lockBatch(type, from(job), size);
    }

    private static long from(Job job) {
        return job.position() == 0 ? Long.MIN_VALUE : job.position();
    }

    /** The job with {@code batch} behind it. */
    public static Job behind(Job job, List<ResourceVersion> batch) {
        long last = batch.stream().mapToLong(ResourceVersion::rid).max().orElseGet(() -> from(job));
        return job.advanced(batch.size(), last);
    }

    /** The same, finished when nothing was left. */
    public static Job after(Job job, List<ResourceVersion> batch) {
        Job advanced = behind(job, batch);
        return batch.isEmpty() ? advanced.ended(JobTable.State.FINISHED, null) : advanced;
    }
}
