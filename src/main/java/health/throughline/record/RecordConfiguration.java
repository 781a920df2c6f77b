package health.throughline.record;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.privacy.SensitivityLabels;
import health.throughline.record.access.PrivacyProperties;
import health.throughline.record.guard.BinaryContexts;
import health.throughline.record.guard.ChangeRule;
import health.throughline.record.integrity.ReferenceIntegrity;
import health.throughline.search.ResourceIndexer;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.plan.EverythingQuery;
import health.throughline.search.plan.IncludeQuery;
import health.throughline.search.plan.Membership;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.query.SearchParser;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.HistoryTable;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.RowNumbers;
import health.throughline.store.access.ContextTable;
import health.throughline.store.job.JobTable;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Transactions;
import health.throughline.validation.ResourceValidator;
import health.throughline.validation.ValidationProperties;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the record together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrivacyProperties.class)
class RecordConfiguration {

    @Bean
    RecordReader recordReader(ResourceTable resources, HistoryTable history) {
        return new RecordReader(resources, history);
    }

    @Bean
    RecordSearch recordSearch(
            SearchParser parser, SearchCompiler compiler, SearchRegistry registry, Database database, Keys keys) {
        EverythingQuery everything = new EverythingQuery(registry::current);
        Membership membership = new Membership(registry::current, keys);
        return new RecordSearch(
                parser, compiler, new IncludeQuery(registry::current), everything, membership, database, keys);
    }

    @Bean
    LatestObservations latestObservations(SearchCompiler compiler, Database database) {
        return new LatestObservations(compiler, database);
    }

    @Bean
    ReferenceIntegrity referenceIntegrity(
            ValidationProperties properties, ResourceTable resources, Vocabulary vocabulary) {
        return new ReferenceIntegrity(properties.references(), resources, vocabulary);
    }

    @Bean
    SensitivityLabels sensitivityLabels(ShippedDefinitions definitions, PrivacyProperties properties) {
        return new SensitivityLabels(definitions, properties.wholeProgramme());
    }

    @Bean
    BinaryContexts binaryContexts(
            ContextTable contexts, ResourceTable resources, ResourceIndexer indexer, Vocabulary vocabulary) {
        return new BinaryContexts(contexts, resources, indexer, vocabulary);
    }

    @Bean
    WriteHooks writeHooks(
            ResourceValidator validator,
            ReferenceIntegrity integrity,
            SensitivityLabels labels,
            BinaryContexts binaries,
            List<WriteListener> listeners,
            List<Derivation> derivations,
            List<ChangeRule> rules) {
        return new WriteHooks(validator, integrity, labels, binaries, listeners, derivations, rules);
    }

    @Bean
    RecordWriter recordWriter(
            Transactions transactions,
            ResourceTable resources,
            RowNumbers rows,
            ResourceIndexer indexer,
            RecordSearch search,
            Vocabulary vocabulary,
            WriteHooks hooks) {
        return new RecordWriter(transactions, resources, rows, indexer, search, vocabulary, hooks);
    }

    @Bean
    HealthRecord healthRecord(
            RecordReader reader, RecordSearch search, RecordWriter writer, Transactions transactions) {
        return new HealthRecord(reader, search, writer, transactions);
    }

    @Bean
    SearchParameterWriting searchParameterWriting(SearchRegistry registry, Reindex reindex) {
        return new SearchParameterWriting(registry, reindex);
    }

    @Bean
    Reindex reindex(
            ResourceTable resources,
            ResourceIndexer indexer,
            SearchRegistry registry,
            JobTable jobs,
            Transactions transactions) {
        Reindex reindex = new Reindex(resources, indexer, registry, jobs, transactions);
        reindex.startWhereNeeded();
        return reindex;
    }
}
