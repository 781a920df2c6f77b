package health.throughline.store.auth;

import health.throughline.store.Keys;
import health.throughline.store.Settings;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Entities;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Offers the tables of the authorization server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SealProperties.class)
class AuthStoreConfiguration {

    @Bean
    Entities.Types authEntities() {
        return new Entities.Types(List.of(ClientEntity.class, AuthorizationEntity.class));
    }

    @Bean
    Seal seal(Settings settings, SealProperties properties) {
        return new Seal(settings, properties.keyFile());
    }

    @Bean
    ClientTable clientTable(Entities entities, Database database, Keys migrated) {
        return new ClientTable(entities, database);
    }

    @Bean
    AuthorizationTable authorizationTable(Entities entities, Database database, Seal seal) {
        return new AuthorizationTable(entities, database, seal);
    }

    @Bean
    TokenTable tokenTable(Database database, Keys migrated) {
        return new TokenTable(database);
    }

    @Bean
    ApprovalTable approvalTable(Database database, Keys migrated) {
        return new ApprovalTable(database);
    }

    @Bean
    HandleTable handleTable(Database database, Seal seal) {
        return new HandleTable(database, seal);
    }

    @Bean
    SigningKeyTable signingKeyTable(Database database, Seal seal) {
        return new SigningKeyTable(database, seal);
    }
}
