package health.throughline.record.publish;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.record.HealthRecord;
import health.throughline.search.definition.DefinitionProperties;
import health.throughline.store.Settings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the publishing of definitions together. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

    @Bean
    ShippedContent shippedContent(ShippedDefinitions shipped, DefinitionProperties properties) {
        return new ShippedContent(shipped, properties.publish());
    }

    @Bean
    DefinitionPublisher definitionPublisher(ShippedDefinitions shipped, HealthRecord record, Settings settings) {
        return new DefinitionPublisher(shipped, record, settings);
    }
}
