package health.throughline.search;

import health.throughline.fhir.definition.NamedQueryDefinitions;
import health.throughline.fhir.definition.SearchParameterDefinitions;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.privacy.RowLabels;
import health.throughline.fhir.terminology.Terminology;
import health.throughline.search.filter.FilterSpecial;
import health.throughline.search.list.ListSpecial;
import health.throughline.search.named.NamedQueries;
import health.throughline.search.parameter.SearchParameterCompiler;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.parameter.StoredSearchParameters;
import health.throughline.search.plan.Estimates;
import health.throughline.search.plan.SearchCompiler;
import health.throughline.search.query.CriterionParser;
import health.throughline.search.query.SearchParser;
import health.throughline.search.text.FullTextSearch;
import health.throughline.search.text.TextSpecial;
import health.throughline.search.type.SearchKind;
import health.throughline.search.type.SearchTypes;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.Generations;
import health.throughline.store.KeyFrequencies;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.SearchPathTable;
import health.throughline.store.Terms;
import health.throughline.store.UsedCodes;
import health.throughline.store.ValueSamples;
import health.throughline.store.access.ContextTable;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Transactions;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Compiles the search parameters once and wires what reads and writes by them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SearchProperties.class)
class SearchConfiguration {

    @Bean
    SearchRegistry searchRegistry(
            SearchPathTable paths,
            ResourceTable resources,
            Generations generations,
            Transactions transactions,
            SearchProperties properties) {
        SearchParameterCompiler compiler =
                new SearchParameterCompiler(SearchParameterDefinitions.load(), Set.copyOf(properties.fullTextTypes()));
        return new SearchRegistry(compiler, new StoredSearchParameters(resources), paths, generations, transactions);
    }

    @Bean
    Vocabulary vocabulary(Keys keys, Terms terms, UsedCodes codes, @Value("${throughline.base-url}") String base) {
        return new Vocabulary(keys, terms, codes, base.endsWith("/") ? base : base + "/");
    }

    @Bean
    SearchTypes searchTypes(Vocabulary vocabulary, Terminology terminology) {
        return new SearchTypes(vocabulary, terminology).with(SearchKind.WORDS, new FullTextSearch());
    }

    @Bean
    ContextTable contextTable(Database database, Keys keys) {
        return new ContextTable(database, keys);
    }

    @Bean
    ResourceIndexer resourceIndexer(
            SearchRegistry registry,
            SearchTypes types,
            Vocabulary vocabulary,
            ShippedDefinitions definitions,
            ContextTable table) {
        SecurityContexts contexts =
                key -> table.place(key).map(place -> new SecurityContexts.Place(place.patients(), place.labels()));
        return new ResourceIndexer(registry::current, types, vocabulary, new RowLabels(definitions), contexts);
    }

    @Bean
    CriterionParser criterionParser(SearchRegistry registry, SearchProperties properties) {
        return new CriterionParser(
                registry::current,
                List.of(
                        new FilterSpecial(),
                        new ListSpecial(registry::current),
                        new TextSpecial(TextSpecial.TEXT, registry::current, List.of()),
                        new TextSpecial(TextSpecial.CONTENT, registry::current, properties.fullTextTypes())));
    }

    @Bean
    NamedQueries namedQueries(@Value("${throughline.time-zone}") ZoneId zone) {
        return new NamedQueries(NamedQueryDefinitions.load(), Clock.system(zone));
    }

    @Bean
    SearchParser searchParser(CriterionParser criteria, NamedQueries queries) {
        return new SearchParser(criteria, queries);
    }

    @Bean
    SearchCompiler searchCompiler(SearchRegistry registry, SearchTypes types, Keys keys, Database database) {
        return new SearchCompiler(
                registry::current,
                types,
                keys,
                new Estimates(new KeyFrequencies(database), new ValueSamples(database)));
    }
}
