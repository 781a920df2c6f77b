package health.throughline.search.terminology;

import health.throughline.fhir.terminology.BundledDefinitions;
import health.throughline.fhir.terminology.DefinitionFiles;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Changes;
import health.throughline.store.sql.Database;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the places where definitions are looked for, in order. */
@Configuration(proxyBeanMethods = false)
class TerminologyConfiguration {

    @Bean
    ServerTerminology terminology(
            SearchRegistry registry,
            ResourceTable resources,
            Database database,
            Vocabulary vocabulary,
            Changes changes) {
        StoredDefinitions stored = new StoredDefinitions(registry::current, resources, database, vocabulary.keys());
        return new ServerTerminology(
                stored,
                List.of(new DefinitionFiles(List.of("terminology", "fhir-profiles")), new BundledDefinitions()),
                changes,
                vocabulary.base());
    }
}
