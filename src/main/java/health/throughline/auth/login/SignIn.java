package health.throughline.auth.login;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.AccountProperties;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.SignedIn;
import health.throughline.auth.web.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.DefaultSavedRequest;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.stereotype.Component;

/** Takes somebody from the first proof of who they are to where they wanted to go. */
@ConditionalOnWebApplication
@Component
public final class SignIn {

    private final Accounts accounts;
    private final AccountProperties properties;
    private final SecurityTrail trail;
    private final CsrfTokenRepository tokens;
    private final SecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final RequestCache requests = new HttpSessionRequestCache();

    SignIn(Accounts accounts, AccountProperties properties, SecurityTrail trail, CsrfTokenRepository tokens) {
        this.accounts = accounts;
        this.properties = properties;
        this.trail = trail;
        this.tokens = tokens;
    }

    /** After a first proof: on to what else is wanted, or in. */
    ResponseEntity<byte[]> begin(
            AccountEntry entry, Set<String> factors, HttpServletRequest request, HttpServletResponse response) {
        request.getSession();
        request.changeSessionId();
        return proceed(entry, PendingSignIn.of(entry, factors), request, response);
    }

    /** The same for one whom the identity provider has named. */
    public ResponseEntity<byte[]> beginFederated(
            AccountEntry entry, boolean severalFactors, HttpServletRequest request, HttpServletResponse response) {
        return begin(entry, severalFactors ? Set.of(PendingSignIn.SEVERAL) : Set.of(), request, response);
    }

    ResponseEntity<byte[]> proceed(
            AccountEntry entry, PendingSignIn pending, HttpServletRequest request, HttpServletResponse response) {
        PendingSignIn.Step next = pending.next(entry, properties);
        if (next != PendingSignIn.Step.NOTHING) {
            pending.keep(request);
            return to(next.path());
        }
        PendingSignIn.end(request);
        accounts.signedIn(entry.subject());
        enter(SignedIn.of(entry, Instant.now(), pending.factors()), request, response);
        trail.login(request, entry.subject(), true);
        return onward(request, response);
    }

    /** Gives one who is signed in a session of the account as it is now. */
    void renew(AccountEntry entry, SignedIn was, HttpServletRequest request, HttpServletResponse response) {
        enter(SignedIn.of(entry, was.since(), was.factors()), request, response);
    }

    /** A new session id and a new token of forms: what somebody knew of the session before is worth nothing. */
    private void enter(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        request.getSession()
                .setMaxInactiveInterval((int) properties.idleTimeout().toSeconds());
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(who, null, authorities(who)));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        tokens.saveToken(null, request, response);
    }

    private static List<GrantedAuthority> authorities(SignedIn who) {
        List<GrantedAuthority> authorities = new ArrayList<>();
        who.roles().forEach(role -> authorities.add(new SimpleGrantedAuthority("ROLE_" + role.name())));
        authorities.add(FactorGrantedAuthority.fromAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY));
        return authorities;
    }

    /** To the page they were sent to sign in from, else to their account; never to another server. */
    private ResponseEntity<byte[]> onward(HttpServletRequest request, HttpServletResponse response) {
        SavedRequest saved = requests.getRequest(request, response);
        if (saved == null) {
            return to("/account");
        }
        requests.removeRequest(request, response);
        String url = path(saved);
        if (!saved.getMethod().equals("GET") || !url.startsWith("/") || url.startsWith("//")) {
            return to("/account");
        }
        return url.startsWith("/oauth2/")
                ? Page.onward("You are signed in", url).ok()
                : to(url);
    }

    /** What was asked of this server; the authorization endpoint keeps a path of its own making. */
    private static String path(SavedRequest saved) {
        if (saved instanceof DefaultSavedRequest asked) {
            String path = Objects.requireNonNullElse(asked.getRequestURI(), "");
            String query = asked.getQueryString();
            return query == null ? path : path + "?" + query;
        }
        return saved.getRedirectUrl();
    }

    public static ResponseEntity<byte[]> to(String path) {
        return ResponseEntity.status(303).location(URI.create(path)).build();
    }
}
