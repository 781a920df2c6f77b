package health.throughline.program.alert;

import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.record.HealthRecord;
import health.throughline.record.policy.Lookups;
import health.throughline.store.Keys;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts alerts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProperties.class)
class AlertConfiguration {

    private final Clock clock = Clock.systemUTC();
    private final Codings codings;

    AlertConfiguration(Definitions definitions) {
        codings = new Codings(definitions);
    }

    @Bean
    OpenAlerts openAlerts(HealthRecord record, Lookups lookups) {
        return new OpenAlerts(record, lookups);
    }

    @Bean
    AlertLifeCycle alertLifeCycle(HealthRecord record, OpenAlerts open, Lookups lookups, Keys keys) {
        return new AlertLifeCycle(record, open, new SafetyChecks(lookups), codings, keys, clock);
    }

    @Bean
    AlertEscalation alertEscalation(HealthRecord record, Lookups lookups, OpenAlerts open, AlertProperties properties) {
        return new AlertEscalation(
                record, lookups, open, new AlertTask(codings, properties), new Owners(lookups), clock);
    }

    @Bean
    AlertBook alertBook(OpenAlerts open, AlertProperties properties, Lookups lookups, Definitions definitions) {
        return new AlertBook(
                open,
                new AlertTask(codings, properties),
                new Owners(lookups),
                codings,
                rule -> role(definitions, rule));
    }

    /** Who answers the alerts of {@code rule}, as its definition says. */
    private static String role(Definitions definitions, String rule) {
        return definitions
                .find("ActivityDefinition", Canonical.of(Canonicals.of("ActivityDefinition", "alert-" + rule)))
                .map(definition ->
                        Codings.code(definition.path("participant").path(0).path("role"), "care-team-role"))
                .filter(role -> !role.isEmpty())
                .orElse("therapist");
    }
}
