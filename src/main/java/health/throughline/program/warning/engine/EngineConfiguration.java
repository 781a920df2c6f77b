package health.throughline.program.warning.engine;

import health.throughline.fhir.definition.ShippedDefinitions;
import health.throughline.program.warning.rule.Rules;
import health.throughline.search.definition.StoredDefinitions;
import health.throughline.store.Generations;
import health.throughline.store.sql.Changes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the rules of early warning together. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    RuleChanges ruleChanges(Changes changes, Generations generations) {
        return new RuleChanges(changes, generations);
    }

    @Bean
    RuleSettings ruleSettings(ShippedDefinitions shipped, StoredDefinitions stored, RuleChanges changes) {
        return new RuleSettings(stored::read, shipped::find, changes::current);
    }

    @Bean
    RuleEngine ruleEngine(RuleSettings settings) {
        return new RuleEngine(Rules.ALL, settings);
    }
}
