package health.throughline.record.policy;

import health.throughline.record.RecordReader;
import health.throughline.record.RecordSearch;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.PrivacyProperties;
import health.throughline.search.type.Vocabulary;
import health.throughline.store.Generations;
import health.throughline.store.access.EmergencyTable;
import health.throughline.store.sql.Changes;
import health.throughline.store.sql.Database;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the access policy together. */
@Configuration(proxyBeanMethods = false)
class PolicyConfiguration {

    @Bean
    EmergencyTable emergencyTable(Database database) {
        return new EmergencyTable(database);
    }

    @Bean
    AccessChanges accessChanges(Changes changes, Generations generations) {
        return new AccessChanges(changes, generations);
    }

    @Bean
    Lookups lookups(RecordSearch search, RecordReader reader) {
        return new Lookups(search, reader);
    }

    @Bean
    AccessPolicy accessPolicy(
            Lookups lookups,
            Vocabulary vocabulary,
            EmergencyTable emergencies,
            AccessChanges changes,
            PrivacyProperties properties) {
        GrantBuilder grants = new GrantBuilder(vocabulary);
        return new RecordAccessPolicy(
                new StaffEntitlements(grants, lookups, emergencies),
                new ConsentedEntitlements(grants, lookups, properties.ageOfMajority()),
                grants,
                changes,
                Clock.systemUTC());
    }
}
