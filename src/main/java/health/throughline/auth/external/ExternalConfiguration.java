package health.throughline.auth.external;

import health.throughline.api.RequestAccess;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.client.KeySets;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.token.OwnToken;
import health.throughline.auth.token.TokenAccess;
import health.throughline.fhir.remote.OutgoingCalls;
import health.throughline.record.access.AccessPolicy;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes tokens of another authorization server in the mode external. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ExternalProperties.class)
class ExternalConfiguration {

    @Bean
    @ConditionalOnProperty(name = "throughline.auth.mode", havingValue = "external")
    RequestAccess externalAccess(
            ExternalProperties properties,
            PublicUrls urls,
            KeySets keys,
            OutgoingCalls calls,
            Accounts accounts,
            ClientRegistrations clients,
            AccessPolicy policy,
            OwnToken own) {
        if (properties.issuer().isBlank()) {
            throw new IllegalStateException("throughline.auth.mode=external needs throughline.external.issuer");
        }
        ExternalCallers callers = new ExternalCallers(
                new SignedTokens(properties, urls.fhir(), keys),
                new IntrospectedTokens(properties, calls),
                accounts,
                clients,
                urls.fhir());
        return new TokenAccess(callers::verify, policy, own);
    }
}
