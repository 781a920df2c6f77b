package health.throughline.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.event.JobHandler;
import health.throughline.event.Sweep;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.ResourceIndexer.Partial;
import health.throughline.search.parameter.SearchParameters;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.type.SearchPath;
import health.throughline.store.IndexRow;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTable.Reindexed;
import health.throughline.store.ResourceVersion;
import health.throughline.store.job.JobTable;
import health.throughline.store.job.JobTable.Job;
import health.throughline.store.sql.Transactions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Brings the index of one resource type up to its search parameters: rows of new paths come in, rows of paths that no
 * parameter uses any more go out. Parameters on new paths can be searched once their type is done.
 */
public final class Reindex implements JobHandler {

    static final String KIND = "reindex";

    private static final int BATCH = 200;

    /** By then every server has noticed a change of the search parameters, and writes the rows they ask for. */
    private static final Duration SETTLED = Duration.ofSeconds(3);

    private final ResourceTable resources;
    private final ResourceIndexer indexer;
    private final SearchRegistry registry;
    private final JobTable jobs;
    private final Transactions transactions;

    public Reindex(
            ResourceTable resources,
            ResourceIndexer indexer,
            SearchRegistry registry,
            JobTable jobs,
            Transactions transactions) {
        this.resources = resources;
        this.indexer = indexer;
        this.registry = registry;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /** Starts a job for every type whose index is behind its search parameters. */
    public void startWhereNeeded() {
        SearchParameters parameters = registry.current();
        for (String type : parameters.types()) {
            if (!parameters.building(type).isEmpty()
                    || !parameters.retired(type).isEmpty()) {
                transactions.write(() -> {
                    registry.hold();
                    jobs.start(KIND, type, resources.count(type));
                    return type;
                });
            }
        }
    }

    /** The newest index jobs with their progress. */
    public List<Job> progress() {
        return transactions.read(() -> jobs.latest(50));
    }

    /** Those with these numbers. */
    public List<Job> progress(List<Long> ids) {
        return transactions.read(() -> jobs.numbered(ids));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean ready(Job job) {
        registry.refreshIfChanged();
        return job.position() != 0 || jobs.settled(job, SETTLED);
    }

    @Override
    public Job step(Job job) {
        List<SearchPath> building = registry.current().building(job.subject());
        List<SearchPath> retired = registry.current().retired(job.subject());
        if (job.position() == 0) {
            registry.begun(ids(building), ids(retired));
        }
        List<ResourceVersion> batch = new Sweep(resources, BATCH).next(job, job.subject());
        List<Reindexed> reindexed = new ArrayList<>();
        for (ResourceVersion version : batch) {
            reindexed.add(reindexed(version, building, retired));
        }
        if (!reindexed.isEmpty()) {
            resources.reindex(reindexed);
        }
        Job advanced = Sweep.behind(job, batch);
        return batch.isEmpty() ? complete(advanced, building, retired) : advanced;
    }

    /** Rows that a writer has put in meanwhile are taken out first, so that none stands twice. */
    private Reindexed reindexed(ResourceVersion version, List<SearchPath> building, List<SearchPath> retired) {
        ObjectNode resource = version.tree();
        Partial fresh = indexer.index(version.key(), resource, building);
        Partial old = indexer.index(version.key(), resource, retired);
        Set<IndexRow> removed = new HashSet<>(fresh.rows());
        removed.addAll(old.rows());
        return new Reindexed(version.rid(), removed, fresh.rows(), fresh.present(), old.present());
    }

    private Job complete(Job job, List<SearchPath> building, List<SearchPath> retired) {
        registry.completed(ids(building), ids(retired));
        return job.ended(JobTable.State.FINISHED, null);
    }

    private static List<Integer> ids(List<SearchPath> paths) {
        return paths.stream().map(SearchPath::id).toList();
    }

    @Override
    public void finished(Job job) {
        registry.refresh();
        startWhereNeeded();
    }
}
