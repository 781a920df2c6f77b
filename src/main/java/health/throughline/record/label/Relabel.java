package health.throughline.record.label;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.throughline.event.JobHandler;
import health.throughline.event.Sweep;
import health.throughline.fhir.Fhir;
import health.throughline.fhir.Refusal;
import health.throughline.fhir.privacy.OpenTypes;
import health.throughline.fhir.privacy.SensitivityLabels;
import health.throughline.record.Change;
import health.throughline.record.HealthRecord;
import health.throughline.record.RecordWriter.Entry;
import health.throughline.record.access.Access;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.ResourceIndexer.Indexed;
import health.throughline.store.ResourceTable;
import health.throughline.store.ResourceTable.Marks;
import health.throughline.store.ResourceVersion;
import health.throughline.store.Settings;
import health.throughline.store.job.JobTable;
import health.throughline.store.job.JobTable.Job;
import health.throughline.store.sql.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Labels again what is stored when the rules have changed: a resource that lacks a label gets a new version with it, and what
 * access is decided by is written to its row. Versions of the past are as visible as the current one is.
 */
public final class Relabel implements JobHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Relabel.class);
    private static final String KIND = "relabel";
    private static final String RULES = "label-rules";
    private static final int BATCH = 100;

    private final ResourceTable resources;
    private final ResourceIndexer indexer;
    private final SensitivityLabels labels;
    private final HealthRecord record;
    private final JobTable jobs;

    Relabel(
            ResourceTable resources,
            ResourceIndexer indexer,
            SensitivityLabels labels,
            HealthRecord record,
            JobTable jobs) {
        this.resources = resources;
        this.indexer = indexer;
        this.labels = labels;
        this.record = record;
        this.jobs = jobs;
    }

    /** Starts a job for each type of which there is anything, if the rules are not those of the last time. */
    void startWhereNeeded(Settings settings, Transactions transactions) {
        String rules = labels.digest();
        if (settings.find(RULES).filter(rules::equals).isPresent()) {
            return;
        }
        Set<String> types = new TreeSet<>(Fhir.resourceTypes());
        types.removeAll(OpenTypes.ALL);
        transactions.write(() -> {
            for (String type : types) {
                long count = resources.count(type);
                if (count > 0) {
                    jobs.start(KIND, type, count);
                }
            }
            settings.put(RULES, rules);
            return rules;
        });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Job step(Job job) {
        List<ResourceVersion> batch = new Sweep(resources, BATCH).next(job, job.subject());
        List<Marks> marks = new ArrayList<>();
        for (ResourceVersion version : batch) {
            if (!version.contained() && !rewritten(version)) {
                Indexed indexed = indexer.index(version.key(), version.tree());
                marks.add(new Marks(version.rid(), indexed.patients(), indexed.labels()));
            }
        }
        if (!marks.isEmpty()) {
            resources.mark(marks);
        }
        return Sweep.after(job, batch);
    }

    private boolean rewritten(ResourceVersion version) {
        ObjectNode resource = version.tree();
        try {
            ObjectNode labelled = labels.applied(resource, null);
            if (labelled == resource) {
                return false;
            }
            Change update = new Change.Update(Change.Target.of(version.key()), labelled, null);
            record.writeAsChecked(List.of(new Entry(update, "", "")), Access.everything("relabel"));
            return true;
        } catch (Refusal e) {
            LOG.warn("A stored {} cannot be labelled: {}", version.key().type(), e.getMessage());
            return false;
        }
    }

    @Override
    public void finished(Job job) {
        LOG.info("Labels of {} are up to the rules", job.subject());
    }
}
