package health.throughline.auth.smart;

import health.throughline.auth.site.Issuing;
import health.throughline.auth.site.PublicUrls;
import health.throughline.auth.token.Grants;
import health.throughline.auth.token.SigningKeys;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.server.authorization.web.NimbusJwkSetEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2ClientAuthenticationFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenIntrospectionEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.OAuth2TokenRevocationEndpointFilter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AuthorizationCodeAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2RefreshTokenAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.DelegatingAuthenticationConverter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The filter chain of the endpoints of OAuth 2 and SMART. */
@Configuration(proxyBeanMethods = false)
@Issuing
@EnableConfigurationProperties(SmartProperties.class)
class SmartSecurity {

    private static final String TOKEN = "/oauth2/token";
    private static final String INTROSPECT = "/oauth2/introspect";
    private static final String REVOKE = "/oauth2/revoke";
    private static final String JWKS = "/oauth2/jwks";

    /** Where users take part, state and handles guard against forgery, not the token of Spring's own forms. */
    @Bean
    @Order(1)
    SecurityFilterChain smartEndpoints(
            HttpSecurity http,
            AuthorizationServer.Providers providers,
            EndpointGuard guard,
            EndpointAnswers errors,
            TokenAnswers tokens,
            SigningKeys keys,
            Grants grants,
            PublicUrls urls) {
        var manager = providers.manager();
        var clients = new OAuth2ClientAuthenticationFilter(manager, clientEndpoints());
        clients.setAuthenticationConverter(new EndpointCredentials(grants));
        clients.setAuthenticationFailureHandler(errors);
        var introspect = new OAuth2TokenIntrospectionEndpointFilter(manager, INTROSPECT);
        introspect.setAuthenticationFailureHandler(errors);
        var revoke = new OAuth2TokenRevocationEndpointFilter(manager, REVOKE);
        revoke.setAuthenticationFailureHandler(errors);
        return http.securityMatcher("/oauth2/**", "/userinfo", "/.well-known/**", "/smart/**")
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .addFilterBefore(guard, ExceptionTranslationFilter.class)
                .addFilterBefore(new IssuerContext(urls), ExceptionTranslationFilter.class)
                .addFilterBefore(new NimbusJwkSetEndpointFilter(keys, JWKS), ExceptionTranslationFilter.class)
                .addFilterBefore(clients, ExceptionTranslationFilter.class)
                .addFilterBefore(tokenEndpoint(manager, errors, tokens), ExceptionTranslationFilter.class)
                .addFilterBefore(introspect, ExceptionTranslationFilter.class)
                .addFilterBefore(revoke, ExceptionTranslationFilter.class)
                .build();
    }

    private static OAuth2TokenEndpointFilter tokenEndpoint(
            org.springframework.security.authentication.AuthenticationManager manager,
            EndpointAnswers errors,
            TokenAnswers tokens) {
        OAuth2TokenEndpointFilter filter = new OAuth2TokenEndpointFilter(manager, TOKEN);
        filter.setAuthenticationConverter(new DelegatingAuthenticationConverter(List.of(
                new OAuth2AuthorizationCodeAuthenticationConverter(),
                new OAuth2RefreshTokenAuthenticationConverter(),
                new OAuth2ClientCredentialsAuthenticationConverter())));
        filter.setAuthenticationSuccessHandler(tokens);
        filter.setAuthenticationFailureHandler(errors);
        return filter;
    }

    private static RequestMatcher clientEndpoints() {
        PathPatternRequestMatcher.Builder paths = PathPatternRequestMatcher.withDefaults();
        return new OrRequestMatcher(paths.matcher(TOKEN), paths.matcher(INTROSPECT), paths.matcher(REVOKE));
    }

    /** It belongs to the chain only, not before every request. */
    @Bean
    FilterRegistrationBean<EndpointGuard> guardOfChain(EndpointGuard guard) {
        FilterRegistrationBean<EndpointGuard> registration = new FilterRegistrationBean<>(guard);
        registration.setEnabled(false);
        return registration;
    }
}
