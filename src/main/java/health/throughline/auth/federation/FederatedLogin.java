package health.throughline.auth.federation;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.login.SecurityTrail;
import health.throughline.auth.login.SignIn;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.ResponseEntity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;

/**
 * Signs in whom the identity provider names and an account is linked with. It names nobody into being: an account is made by
 * an administrator first.
 */
public final class FederatedLogin {

    static final String START = "/login/external/start";
    static final String CALLBACK = "/login/external/callback";

    private static final Logger LOG = LoggerFactory.getLogger(FederatedLogin.class);
    private static final String EMAIL = "email";

    private final FederationProperties properties;
    private final IdentityProvider provider;
    private final Accounts accounts;
    private final SignIn signIn;
    private final SecurityTrail trail;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();

    FederatedLogin(
            FederationProperties properties,
            IdentityProvider provider,
            Accounts accounts,
            SignIn signIn,
            SecurityTrail trail) {
        this.properties = properties;
        this.provider = provider;
        this.accounts = accounts;
        this.signIn = signIn;
        this.trail = trail;
    }

    /** Adds the two endpoints to the chain of the pages. Only our own sign-in makes a session, after all its steps. */
    public void configure(HttpSecurity http) {
        http.oauth2Login(login -> login.clientRegistrationRepository(provider)
                .authorizedClientRepository(new NoTokens())
                .loginPage("/login")
                .authorizationEndpoint(start -> start.baseUri(START))
                .redirectionEndpoint(back -> back.baseUri(CALLBACK))
                .userInfoEndpoint(
                        user -> user.oidcUserService(request -> new DefaultOidcUser(List.of(), request.getIdToken())))
                .successHandler((request, response, who) ->
                        named((OidcUser) Objects.requireNonNull(who.getPrincipal()), request, response))
                .failureHandler(this::failed));
    }

    private void named(OidcUser who, HttpServletRequest request, HttpServletResponse response) throws IOException {
        forget(request, response);
        Optional<AccountEntry> entry = identity(who).flatMap(accounts::external).filter(found -> !found.disabled());
        if (entry.isEmpty()) {
            trail.login(request, "", false);
            send(
                    page("Nobody here is linked with the account that you have at " + properties.name()
                                    + ". Ask whoever looks after accounts in your programme to link yours.")
                            .status(403),
                    response);
            return;
        }
        send(signIn.beginFederated(entry.get(), severalFactors(who), request, response), response);
    }

    /** That the provider knows somebody signs in nobody here: Spring Security's own session of it ends at once. */
    private void forget(HttpServletRequest request, HttpServletResponse response) {
        SecurityContext nobody = SecurityContextHolder.createEmptyContext();
        SecurityContextHolder.setContext(nobody);
        contexts.saveContext(nobody, request, response);
    }

    /** What the configured claim says; of an address only when the provider has checked it. */
    private Optional<String> identity(OidcUser who) {
        Object claim = who.getIdToken().getClaims().get(properties.claim());
        boolean unchecked = properties.claim().equals(EMAIL)
                && !Boolean.TRUE.equals(who.getIdToken().getEmailVerified());
        return claim instanceof String text && !text.isBlank() && !unchecked ? Optional.of(text) : Optional.empty();
    }

    private boolean severalFactors(OidcUser who) {
        List<String> said = new ArrayList<>();
        Object amr = who.getIdToken().getClaims().get("amr");
        if (amr instanceof List<?> several) {
            several.forEach(one -> said.add(String.valueOf(one)));
        }
        Object acr = who.getIdToken().getClaims().get("acr");
        if (acr instanceof String one) {
            said.add(one);
        }
        return said.stream().anyMatch(properties.secondFactors()::contains);
    }

    private void failed(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode().replaceAll("[^A-Za-z0-9_.-]", "_")
                : "unknown";
        LOG.warn("Signing in with the identity provider failed: {}", code);
        trail.login(request, "", false);
        String message = code.equals("access_denied")
                ? "You, or " + properties.name() + ", stopped the sign-in. Start again, or ask there."
                : "Signing in with " + properties.name() + " did not work (" + code + "). Start again; if it happens "
                        + "again, tell whoever looks after accounts in your programme.";
        send(page(message).status(403), response);
    }

    static Page page(String message) {
        return Page.titled("You are not signed in")
                .error(message)
                .add(Element.of("p").add(Element.link("/login", "Back to sign in")));
    }

    private static void send(ResponseEntity<byte[]> answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.getStatusCode().value());
        answer.getHeaders().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        byte[] body = answer.getBody();
        if (body != null) {
            response.getOutputStream().write(body);
        }
    }
}
