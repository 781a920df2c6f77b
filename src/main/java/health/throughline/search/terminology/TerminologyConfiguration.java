package health.throughline.search.terminology;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.search.definition.StoredDefinitions;
import health.throughline.search.terminology.loaded.LoadedSystems;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.sql.Changes;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Transactions;
import health.throughline.store.term.ClosureTable;
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
        return new ServerTerminology(stored, definitions, loaded, changes, vocabulary);
    }

    @Bean
    Closures closures(ServerTerminology terminology, Database database, Transactions transactions) {
        return new Closures(terminology, new ClosureTable(database), transactions);
    }

    @Bean
    KnownSystems knownSystems(ShippedDefinitions shipped, StoredDefinitions stored, LoadedSystems loaded) {
        return new KnownSystems(shipped, stored, loaded);
    }
}
