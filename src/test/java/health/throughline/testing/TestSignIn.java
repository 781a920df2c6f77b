package health.throughline.testing;

import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Signs tests in by a user name alone, for those that are about what comes after. */
@RestController
final class TestSignIn {

    private final Accounts accounts;

    TestSignIn(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping("/login/as")
    void signIn(@RequestParam String name, HttpServletRequest request, HttpServletResponse response) {
        SignedIn who = SignedIn.of(accounts.named(name).orElseThrow(), Instant.now(), Set.of("pwd"));
        request.getSession(true);
        request.changeSessionId();
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                who,
                null,
                who.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                        .toList()));
        new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    }

    @GetMapping("/login/gone")
    List<String> end(HttpServletRequest request) {
        request.getSession(true).invalidate();
        return List.of();
    }
}
