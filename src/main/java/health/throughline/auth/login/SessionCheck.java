package health.throughline.auth.login;

import health.throughline.auth.account.AccountProperties;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that is too old, or whose account was disabled or changed since, whichever server on this database did it.
 * It asks the database at each request, which are few: people click.
 */
public final class SessionCheck extends OncePerRequestFilter {

    private final Accounts accounts;
    private final AccountProperties properties;

    public SessionCheck(Accounts accounts, AccountProperties properties) {
        this.accounts = accounts;
        this.properties = properties;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && !holds(authentication.getPrincipal())) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    /** Only our own sign-in makes sessions that count. */
    private boolean holds(@Nullable Object principal) {
        return principal instanceof SignedIn who && holds(who);
    }

    private boolean holds(SignedIn who) {
        boolean young = Instant.now().isBefore(who.since().plus(properties.sessionLength()));
        return young
                && accounts.find(who.subject())
                        .filter(entry -> !entry.disabled() && entry.generation() == who.generation())
                        .isPresent();
    }
}
