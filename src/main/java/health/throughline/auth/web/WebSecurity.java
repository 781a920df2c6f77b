package health.throughline.auth.web;

import health.throughline.auth.account.AccountProperties;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.SignedIn;
import health.throughline.auth.federation.FederatedLogin;
import health.throughline.auth.login.SecurityTrail;
import health.throughline.auth.login.SessionCheck;
import health.throughline.auth.web.limit.LimitProperties;
import health.throughline.auth.web.limit.PageLimits;
import jakarta.servlet.DispatcherType;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/** Which requests pass through Spring Security: those to pages and to authorization, never those to the FHIR endpoint. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class WebSecurity {

    /** Nothing from elsewhere, no scripts, no frames; forms go to this server only. */
    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; " + "frame-ancestors 'none'; base-uri 'none'";

    private static final int BEFORE_OTHER_FILTERS = -100;
    private static final Duration YEAR = Duration.ofDays(365);

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

    private final boolean https;

    WebSecurity(@Value("${throughline.base-url}") String base) {
        this.https = base.startsWith("https:");
    }

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
    FilterRegistrationBean<PageLimits> pageLimits(LimitProperties properties) {
        var registration = new FilterRegistrationBean<>(new PageLimits(properties));
        registration.addUrlPatterns(PATHS);
        registration.setOrder(BEFORE_OTHER_FILTERS - 1);
        return registration;
    }

    /** A name that browsers take from this very server only, when they come by https. */
    private String cookie(String name) {
        return https ? "__Host-" + name : name;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> sessionCookie() {
        return factory -> {
            var cookie = factory.getSettings().getSession().getCookie();
            cookie.setName(cookie("throughline"));
            cookie.setPath("/");
            cookie.setHttpOnly(true);
            cookie.setSecure(https);
            cookie.setSameSite(SameSite.LAX);
        };
    }

    @Bean
    CsrfTokenRepository formTokens() {
        var tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(cookie("throughline-form"));
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.secure(https).httpOnly(true).sameSite("Lax"));
        tokens.setHeaderName("X-CSRF-TOKEN");
        return tokens;
    }

    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    /** What holds for every chain, also those of authorization: headers, tokens of forms, sessions that still hold. */
    @Bean
    Customizer<HttpSecurity> everyPage(CsrfTokenRepository tokens, Accounts accounts, AccountProperties properties) {
        return http -> http.headers(this::headers)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens))
                .addFilterAfter(new SessionCheck(accounts, properties), SecurityContextHolderFilter.class);
    }

    private void headers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                .crossOriginOpenerPolicy(policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .crossOriginResourcePolicy(policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("camera=(), geolocation=(), microphone=(), payment=()"))
                .httpStrictTransportSecurity(transport -> {
                    if (https) {
                        transport.requestMatcher(AnyRequestMatcher.INSTANCE).maxAgeInSeconds(YEAR.toSeconds());
                    } else {
                        transport.disable();
                    }
                });
    }

    @Bean
    @Order(100)
    SecurityFilterChain pages(HttpSecurity http, SecurityTrail trail, ObjectProvider<FederatedLogin> federation) {
        http.securityMatcher("/login/**", "/logout/**", "/account/**", "/admin/**")
                .authorizeHttpRequests(all -> all.requestMatchers("/login/**", "/logout")
                        .permitAll()
                        .requestMatchers("/admin/**")
                        .hasRole("ADMINISTRATOR")
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(new PageRefusals()).accessDeniedHandler(new PageRefusals()))
                .logout(logout -> logout.logoutUrl("/logout")
                        .logoutSuccessUrl("/login?because=out")
                        .deleteCookies(cookie("throughline"))
                        .addLogoutHandler((request, response, authentication) -> {
                            if (authentication != null && authentication.getPrincipal() instanceof SignedIn who) {
                                trail.logout(request, who.subject());
                            }
                        }));
        federation.ifAvailable(login -> login.configure(http));
        return http.build();
    }
}
