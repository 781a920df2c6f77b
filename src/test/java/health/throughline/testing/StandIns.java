package health.throughline.testing;

import health.throughline.auth.account.Account;
import health.throughline.auth.account.AccountDirectory;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What accounts do for the tests of authorization, until the real ones are here. */
@Configuration(proxyBeanMethods = false)
public class StandIns {

    /** The accounts that may sign in, by subject. */
    public static final Map<String, Account> ACCOUNTS = new ConcurrentHashMap<>();

    /** Makes an account; a patient's or a practitioner's by {@code user}. */
    public static Account account(String subject, Role role, @Nullable ResourceKey user) {
        Account account = new Account(subject, subject, "User " + subject, Set.of(role), user);
        ACCOUNTS.put(subject, account);
        return account;
    }

    @Bean
    AccountDirectory accountDirectory() {
        return new AccountDirectory() {
            @Override
            public Optional<Account> active(String subject) {
                return Optional.ofNullable(ACCOUNTS.get(subject));
            }

            @Override
            public Optional<Account> signedIn(@Nullable Authentication authentication) {
                return authentication instanceof UsernamePasswordAuthenticationToken
                        ? active(authentication.getName())
                        : Optional.empty();
            }
        };
    }

    @Bean
    @Order(0)
    SecurityFilterChain testSignIn(HttpSecurity http) {
        return http.securityMatcher("/login/**").csrf(csrf -> csrf.disable()).build();
    }

    /** Signs in by a name alone, with a session of its own. */
    @RestController
    static final class SignIn {

        @GetMapping("/login/as")
        void signIn(@RequestParam String subject, HttpServletRequest request, HttpServletResponse response) {
            request.getSession(true);
            request.changeSessionId();
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(subject, null, List.of()));
            new HttpSessionSecurityContextRepository().saveContext(context, request, response);
        }

        @GetMapping("/login/out")
        void signOut(HttpServletRequest request) {
            request.getSession(true).invalidate();
        }
    }
}
