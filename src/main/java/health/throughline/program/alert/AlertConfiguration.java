package health.throughline.program.alert;

import health.throughline.event.EventHandler;
import health.throughline.fhir.definition.Canonicals;
import health.throughline.fhir.terminology.Canonical;
import health.throughline.fhir.terminology.Definitions;
import health.throughline.program.client.Codes;
import health.throughline.program.client.ProgrammeDays;
import health.throughline.program.warning.engine.RuleEngine;
import health.throughline.program.warning.engine.RuleSettings;
import health.throughline.program.warning.picture.PictureReader;
import health.throughline.record.Derivation;
import health.throughline.record.HealthRecord;
import health.throughline.record.policy.Lookups;
import health.throughline.store.Keys;
import health.throughline.store.ResourceTable;
import health.throughline.store.Settings;
import health.throughline.store.event.EventTable;
import health.throughline.store.job.JobTable;
import health.throughline.store.sql.Transactions;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts alerts together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertProperties.class)
class AlertConfiguration {

    private final Clock clock = Clock.systemUTC();
    private final Codes codes;

    AlertConfiguration(Codes codes) {
        this.codes = codes;
    }

    @Bean
    OpenAlerts openAlerts(Lookups lookups) {
        return new OpenAlerts(lookups);
    }

    @Bean
    AlertLifeCycle alertLifeCycle(HealthRecord record, OpenAlerts open, Lookups lookups, Keys keys) {
        return new AlertLifeCycle(record, open, new SafetyChecks(lookups), codes, keys, clock);
    }

    @Bean
    AlertEscalation alertEscalation(HealthRecord record, Lookups lookups, OpenAlerts open, AlertProperties properties) {
        return new AlertEscalation(record, lookups, open, new AlertTask(codes, properties), new Owners(lookups), clock);
    }

    @Bean
    AlertBook alertBook(OpenAlerts open, AlertProperties properties, Lookups lookups, Definitions definitions) {
        return new AlertBook(
                open, new AlertTask(codes, properties), new Owners(lookups), codes, rule -> role(definitions, rule));
    }

    @Bean
    AlertWriter alertWriter(
            PictureReader pictures, RuleEngine engine, AlertBook book, HealthRecord record, ResourceTable resources) {
        return new AlertWriter(new Findings(pictures, engine), book, record, resources, clock);
    }

    /** Built when it is first needed: derivations are a part of the record, and read it. */
    @Bean
    Derivation alertDerivation(
            ObjectProvider<PictureReader> pictures, ObjectProvider<RuleEngine> engine, ObjectProvider<AlertBook> book) {
        return new AlertDerivation(
                () -> new Findings(pictures.getObject(), engine.getObject()), book::getObject, clock);
    }

    @Bean
    EventHandler alertMonitor(EventTable events, AlertWriter writer) {
        return new AlertMonitor(events, writer);
    }

    @Bean
    AlertClock alertClock(AlertWriter writer, ResourceTable resources, JobTable jobs, AlertProperties properties) {
        return new AlertClock(writer, resources, jobs, properties.clock(), clock);
    }

    @Bean
    ReplayRun replayRun(
            PictureReader pictures,
            RuleEngine engine,
            RuleSettings rules,
            OpenAlerts alerts,
            ResourceTable resources,
            JobTable jobs,
            Settings settings,
            Transactions transactions) {
        return new ReplayRun(pictures, engine, rules, alerts, resources, jobs, settings, transactions);
    }

    @Bean
    EarlyWarningDryRun earlyWarningDryRun(
            PictureReader pictures, RuleEngine engine, RuleSettings rules, HealthRecord record, ProgrammeDays days) {
        return new EarlyWarningDryRun(pictures, engine, rules, record, days);
    }

    /** Who answers the alerts of {@code rule}, as its definition says. */
    private static String role(Definitions definitions, String rule) {
        return definitions
                .find("ActivityDefinition", Canonical.of(Canonicals.of("ActivityDefinition", "alert-" + rule)))
                .map(definition ->
                        Codes.of(definition.path("participant").path(0).path("role"), "care-team-role"))
                .filter(role -> !role.isEmpty())
                .orElse("therapist");
    }
}
