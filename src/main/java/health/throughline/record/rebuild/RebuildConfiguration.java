package health.throughline.record.rebuild;

import health.throughline.search.ResourceIndexer;
import health.throughline.store.ResourceTable;
import health.throughline.store.audit.IndexAudit;
import health.throughline.store.job.JobTable;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts together what looks after the search indexes. */
@Configuration(proxyBeanMethods = false)
class RebuildConfiguration {

    @Bean
    Rebuild rebuild(
            ResourceTable resources,
            ResourceIndexer indexer,
            JobTable jobs,
            Transactions transactions,
            Database database) {
        IndexAudit audit = new IndexAudit(database);
        return new Rebuild(resources, audit, new IndexComparison(indexer, audit), jobs, transactions);
    }

    @Bean
    IndexCheck indexCheck(
            ResourceTable resources, ResourceIndexer indexer, Transactions transactions, Database database) {
        IndexAudit audit = new IndexAudit(database);
        return new IndexCheck(resources, audit, new IndexComparison(indexer, audit), transactions);
    }
}
