package health.throughline.search.terminology;

import health.throughline.fhir.terminology.Definitions;
import health.throughline.search.definition.StoredDefinitions;
import health.throughline.search.terminology.loaded.LoadedSystems;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.sql.Changes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the terminology made from the definitions this server knows. */
@Configuration(proxyBeanMethods = false)
class TerminologyConfiguration {

    @Bean
    ServerTerminology terminology(
            StoredDefinitions stored,
            Definitions definitions,
            LoadedSystems loaded,
            Changes changes,
            Vocabulary vocabulary) {
        return new ServerTerminology(stored, definitions, loaded, changes, vocabulary.base());
    }
}
