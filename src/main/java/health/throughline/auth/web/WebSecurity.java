package health.throughline.auth.web;

import jakarta.servlet.DispatcherType;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Which requests pass through Spring Security: those to pages and to authorization, never those to the FHIR endpoint. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebSecurity {

    private static final int BEFORE_OTHER_FILTERS = -100;

    private static final String[] PATHS = {
        "/login/*",
        "/logout/*",
        "/account/*",
        "/admin/*",
        "/oauth2/*",
        "/.well-known/*",
        "/userinfo/*",
        "/smart/*",
        "/connect/*"
    };

    /**
     * In place of Spring Boot's registration for all paths: a FHIR URL holds what StrictHttpFirewall refuses, and its
     * errors are told in an OperationOutcome.
     */
    @Bean
    DelegatingFilterProxyRegistrationBean securedPaths() {
        var registration = new DelegatingFilterProxyRegistrationBean("springSecurityFilterChain");
        registration.addUrlPatterns(PATHS);
        registration.setOrder(BEFORE_OTHER_FILTERS);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        return registration;
    }

    @Bean
    SecurityFilterChain pages(HttpSecurity http) {
        return http.authorizeHttpRequests(all -> all.anyRequest().permitAll()).build();
    }
}
