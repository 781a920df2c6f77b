package health.throughline.auth.smart;

import health.throughline.auth.account.AccountDirectory;
import health.throughline.auth.client.ClientProof;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.client.CrossOrigin;
import health.throughline.auth.client.RegisteredClients;
import health.throughline.auth.grant.BackendGrant;
import health.throughline.auth.grant.ClientBearer;
import health.throughline.auth.grant.CodeExchange;
import health.throughline.auth.grant.ContextResponse;
import health.throughline.auth.grant.Introspection;
import health.throughline.auth.grant.Lifetimes;
import health.throughline.auth.grant.RefreshExchange;
import health.throughline.auth.grant.SmartTokens;
import health.throughline.auth.grant.StoredAuthorizations;
import health.throughline.auth.grant.TokenClaims;
import health.throughline.auth.scope.OwnScopes;
import health.throughline.auth.site.Issuing;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.token.Grants;
import health.throughline.auth.token.SigningKeys;
import health.throughline.auth.trail.AuthTrail;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;

/** The parts of the authorization server: Spring's, and those that SMART puts before them. */
@Configuration(proxyBeanMethods = false)
@Issuing
class AuthorizationServer {

    @Bean
    TokenClaims tokenClaims(AccountDirectory accounts, PublicUrls urls) {
        return new TokenClaims(accounts, urls);
    }

    @Bean
    SmartTokens smartTokens(
            SmartProperties properties, SigningKeys keys, Grants grants, TokenClaims claims, PublicUrls urls) {
        Lifetimes lifetimes = new Lifetimes(properties.offlineLifetime(), properties.onlineLifetime());
        return new SmartTokens(lifetimes, keys, grants, claims, urls);
    }

    @Bean
    StoredAuthorizations storedAuthorizations(
            Grants grants, RegisteredClients clients, TokenClaims claims, PublicUrls urls) {
        return new StoredAuthorizations(grants, clients, claims, urls);
    }

    /** Not a bean of Spring Security's general kind: people do not sign in by it. */
    record Providers(AuthenticationManager manager) {}

    @Bean
    Providers smartProviders(
            ClientProof proof,
            ClientRegistrations registrations,
            RegisteredClients clients,
            StoredAuthorizations authorizations,
            SmartTokens tokens,
            Grants grants,
            AccountDirectory accounts) {
        var code = new OAuth2AuthorizationCodeAuthenticationProvider(authorizations, tokens);
        var backend = new OAuth2ClientCredentialsAuthenticationProvider(authorizations, tokens);
        backend.setAuthenticationValidator(context -> {});
        var introspection = new OAuth2TokenIntrospectionAuthenticationProvider(clients, authorizations);
        return new Providers(new ProviderManager(List.of(
                proof,
                new ClientBearer(grants, clients),
                new CodeExchange(code, grants, accounts),
                new RefreshExchange(grants, tokens, accounts),
                new BackendGrant(backend, registrations),
                new Introspection(introspection, grants, accounts, OwnScopes.INTROSPECT),
                new OAuth2TokenRevocationAuthenticationProvider(authorizations))));
    }

    @Bean
    FailureLimit failureLimit(SmartProperties properties) {
        return new FailureLimit(properties.failuresPerMinute());
    }

    @Bean
    EndpointGuard endpointGuard(CrossOrigin origins, FailureLimit limit) {
        return new EndpointGuard(origins, limit);
    }

    @Bean
    EndpointAnswers endpointAnswers(AuthTrail trail, FailureLimit limit) {
        return new EndpointAnswers(trail, limit);
    }

    @Bean
    TokenAnswers tokenAnswers(AuthTrail trail, Grants grants) {
        var answer = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        answer.setAccessTokenResponseCustomizer(new ContextResponse(grants));
        return new TokenAnswers(answer, trail, grants);
    }
}
