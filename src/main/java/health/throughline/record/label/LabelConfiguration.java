package health.throughline.record.label;

import health.throughline.fhir.privacy.SensitivityLabels;
import health.throughline.record.HealthRecord;
import health.throughline.search.ResourceIndexer;
import health.throughline.store.ResourceTable;
import health.throughline.store.Settings;
import health.throughline.store.job.JobTable;
import health.throughline.store.sql.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what keeps labels up to the rules. */
@Configuration(proxyBeanMethods = false)
class LabelConfiguration {

    @Bean
    Relabel relabel(
            ResourceTable resources,
            ResourceIndexer indexer,
            SensitivityLabels labels,
            HealthRecord record,
            JobTable jobs,
            Settings settings,
            Transactions transactions) {
        Relabel relabel = new Relabel(resources, indexer, labels, record, jobs);
        relabel.startWhereNeeded(settings, transactions);
        return relabel;
    }
}
