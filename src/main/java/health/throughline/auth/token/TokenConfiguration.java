package health.throughline.auth.token;

import health.throughline.api.RequestAccess;
import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.account.AuthProperties;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.record.access.AccessPolicy;
import health.throughline.store.Generations;
import health.throughline.store.auth.AuthorizationTable;
import health.throughline.store.auth.SigningKeyTable;
import health.throughline.store.auth.TokenTable;
import health.throughline.store.sql.Transactions;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses by throughline.auth.mode how callers are known. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthProperties.class)
class TokenConfiguration {

    private static final String MODE = "throughline.auth.mode";

    @Bean
    Grants grants(
            AuthorizationTable authorizations,
            TokenTable tokens,
            Transactions transactions,
            ApplicationEventPublisher events) {
        return new Grants(authorizations, tokens, transactions, events);
    }

    @Bean
    OwnToken ownToken() {
        return new OwnToken();
    }

    @Bean
    SigningKeys signingKeys(SigningKeyTable table, Transactions transactions) {
        return new SigningKeys(table, transactions);
    }

    @Bean
    TokenVerifier tokenVerifier(
            Grants grants, ClientRegistrations clients, AccountDirectory accounts, Generations generations) {
        return new TokenVerifier(grants, clients, accounts, generations);
    }

    @Bean
    @ConditionalOnProperty(name = MODE, havingValue = "secured", matchIfMissing = true)
    RequestAccess securedAccess(TokenVerifier verifier, AccessPolicy policy, OwnToken own) {
        return new TokenAccess(verifier::verify, policy, own);
    }

    @Bean
    @ConditionalOnProperty(name = MODE, havingValue = "open")
    RequestAccess openAccess() {
        return new OpenAccess();
    }
}
