package health.throughline.auth.federation;

import health.throughline.auth.account.Accounts;
import health.throughline.auth.login.ExternalSignIn;
import health.throughline.auth.login.SecurityTrail;
import health.throughline.auth.login.SignIn;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Offers signing in with an identity provider where one is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FederationProperties.class)
class FederationConfiguration {

    @Bean
    @Conditional(HasIssuer.class)
    IdentityProvider identityProvider(FederationProperties properties, @Value("${throughline.base-url}") String base) {
        String root = base.replaceAll("/+$", "").replaceAll("/fhir$", "");
        return new IdentityProvider(properties, root + FederatedLogin.CALLBACK);
    }

    @Bean
    @Conditional(HasIssuer.class)
    FederatedLogin federatedLogin(
            FederationProperties properties,
            IdentityProvider provider,
            Accounts accounts,
            SignIn signIn,
            SecurityTrail trail) {
        return new FederatedLogin(properties, provider, accounts, signIn, trail);
    }

    @Bean
    @Conditional(HasIssuer.class)
    ExternalSignIn externalSignIn(FederationProperties properties) {
        return new ExternalSignIn(properties.name(), ExternalStart.PATH);
    }
}
