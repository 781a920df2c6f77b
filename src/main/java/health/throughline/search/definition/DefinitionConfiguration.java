package health.throughline.search.definition;

import health.throughline.fhir.definition.AmendedDefinitions;
import health.throughline.fhir.definition.BundledStructures;
import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.fhir.terminology.BundledDefinitions;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.search.parameter.SearchRegistry;
import health.throughline.search.terminology.loaded.ImplicitValueSets;
import health.throughline.search.terminology.loaded.LoadedSystems;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.ResourceTable;
import health.throughline.store.sql.Changes;
import health.throughline.store.sql.Database;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Names the places where definitions are looked for, in order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DefinitionProperties.class)
class DefinitionConfiguration {

    @Bean
    ShippedDefinitions shippedDefinitions(DefinitionProperties properties) {
        return ShippedDefinitions.load(properties.acceptedInstruments());
    }

    @Bean
    StoredDefinitions storedDefinitions(
            SearchRegistry registry, ResourceTable resources, Database database, Vocabulary vocabulary) {
        return new StoredDefinitions(registry::current, resources, database, vocabulary.keys());
    }

    @Bean
    LoadedSystems loadedSystems(Database database) {
        return new LoadedSystems(database);
    }

    /** What ships comes first: nobody can put something else in its place. */
    @Bean
    Definitions definitions(
            ShippedDefinitions shipped, StoredDefinitions stored, LoadedSystems loaded, Changes changes) {
        var published = new AmendedDefinitions(new BundledDefinitions());
        return new KnownDefinitions(
                shipped,
                Definitions.inOrder(List.of(stored, new BundledStructures(), new ImplicitValueSets(loaded), published)),
                changes);
    }
}
