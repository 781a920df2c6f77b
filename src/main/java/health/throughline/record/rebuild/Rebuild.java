package health.throughline.record.rebuild;

import health.throughline.event.JobHandler;
import health.throughline.event.Sweep;
import health.throughline.fhir.Fhir;
import health.throughline.record.rebuild.IndexComparison.Difference;
import health.throughline.search.ResourceIndexer.Indexed;
import health.throughline.store.IndexRow;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTable.Reindexed;
import health.throughline.store.ResourceVersion;
import health.throughline.store.audit.IndexAudit;
import health.throughline.store.audit.IndexAudit.TokenAt;
import health.throughline.store.job.JobTable;
import health.throughline.store.job.JobTable.Job;
import health.throughline.store.sql.Transactions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes all index rows of one resource type right: resource by resource, then page by page through the tokens, which
 * cannot be found by their resource. Each step locks what it looks at, so that others may write meanwhile.
 */
public final class Rebuild implements JobHandler {

    static final String KIND = "rebuild";

    private static final int BATCH = 100;
    private static final int PAGES = 16;

    /** Where positions count pages and no longer row numbers. */
    private static final long SWEEP = 1L << 62;

    private final ResourceTable resources;
    private final IndexAudit audit;
    private final IndexComparison comparison;
    private final JobTable jobs;
    private final Transactions transactions;

    Rebuild(
            ResourceTable resources,
            IndexAudit audit,
            IndexComparison comparison,
            JobTable jobs,
            Transactions transactions) {
        this.resources = resources;
        this.audit = audit;
        this.comparison = comparison;
        this.jobs = jobs;
        this.transactions = transactions;
    }

    /** Starts one job for each of {@code types}; where one is under way already, that one. */
    public List<Job> start(List<String> types) {
        return transactions.write(() -> types.stream()
                .map(type -> jobs.start(KIND, type, resources.count(type) + audit.tokenPages()))
                .toList());
    }

    /** The types that there are resources of. */
    public List<String> types() {
        return transactions.read(() -> Fhir.resourceTypes().stream()
                .filter(type -> resources.count(type) > 0)
                .toList());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Job step(Job job) {
        return job.position() < SWEEP ? compare(job) : sweep(job);
    }

    private Job compare(Job job) {
        List<ResourceVersion> batch = new Sweep(resources, BATCH).next(job, job.subject());
        if (batch.isEmpty()) {
            return job.advanced(0, SWEEP);
        }
        List<Difference> differences = comparison.differences(batch);
        resources.reindex(differences.stream().map(Rebuild::mended).toList());
        place(differences);
        return Sweep.behind(job, batch);
    }

    private static Reindexed mended(Difference difference) {
        Set<IndexRow> added = new HashSet<>(difference.missing());
        difference.expected().rows().stream()
                .filter(IndexRow.Code.class::isInstance)
                .forEach(added::add);
        long present = difference.expected().present();
        return new Reindexed(difference.version().rid(), difference.surplus(), added, present, ~present);
    }

    /** Contained resources lie where their containers do. */
    private void place(List<Difference> differences) {
        List<Difference> own =
                differences.stream().filter(one -> one.version().rid() > 0).toList();
        audit.place(
                own.stream().mapToLong(one -> one.version().rid()).toArray(),
                own.stream().map(one -> literal(one.expected().patients())).toArray(String[]::new),
                own.stream()
                        .map(one -> literal(Arrays.stream(one.expected().labels())
                                .asLongStream()
                                .toArray()))
                        .toArray(String[]::new));
    }

    private static String literal(long[] values) {
        return values.length == 0
                ? ""
                : Arrays.stream(values).mapToObj(Long::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private Job sweep(Job job) {
        long first = job.position() - SWEEP;
        long end = Math.min(first + PAGES, audit.tokenPages());
        if (first >= end) {
            return job.ended(JobTable.State.FINISHED, null);
        }
        long[] rids = rids(audit.tokens(job.subject(), first, end));
        audit.lock(rids);
        Map<Long, ResourceVersion> locked =
                audit.resources(rids).stream().collect(Collectors.toMap(ResourceVersion::rid, version -> version));
        Set<Long> candidates = Arrays.stream(rids).boxed().collect(Collectors.toSet());
        List<TokenAt> tokens = audit.tokens(job.subject(), first, end).stream()
                .filter(token -> candidates.contains(token.rid()))
                .toList();
        remove(surplus(tokens, locked));
        return job.advanced(end - first, SWEEP + end);
    }

    private static long[] rids(List<TokenAt> tokens) {
        return tokens.stream().mapToLong(TokenAt::rid).distinct().toArray();
    }

    /** What the resource does not say, and what belongs to no resource. */
    private Map<Long, Set<IndexRow>> surplus(List<TokenAt> tokens, Map<Long, ResourceVersion> locked) {
        Map<Long, Indexed> expected = new HashMap<>();
        locked.forEach((rid, version) -> expected.put(rid, comparison.expected(version)));
        Map<Long, Set<IndexRow>> surplus = new HashMap<>();
        for (TokenAt token : tokens) {
            boolean right =
                    expected.getOrDefault(token.rid(), Indexed.NOTHING).rows().contains(token.token());
            if (!right) {
                surplus.computeIfAbsent(token.rid(), rid -> new HashSet<>()).add(token.token());
            }
        }
        return surplus;
    }

    private void remove(Map<Long, Set<IndexRow>> surplus) {
        List<Reindexed> removed = surplus.entrySet().stream()
                .map(entry -> new Reindexed(entry.getKey(), entry.getValue(), Set.of(), 0, 0))
                .toList();
        if (!removed.isEmpty()) {
            resources.reindex(removed);
        }
    }

    @Override
    public void finished(Job job) {
        // the rows serve as soon as they are committed
    }
}
