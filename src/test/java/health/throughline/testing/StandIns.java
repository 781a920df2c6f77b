package health.throughline.testing;

import health.throughline.auth.account.Account;
import health.throughline.auth.account.AccountDirectory;
import health.throughline.fhir.ResourceKey;
import health.throughline.record.access.Access;
import health.throughline.record.access.AccessPolicy;
import health.throughline.record.access.AuditEntry;
import health.throughline.record.access.AuditTrail;
import health.throughline.record.access.Caller;
import health.throughline.record.access.Permission;
import health.throughline.record.access.Role;
import health.throughline.search.plan.Restriction;
import health.throughline.store.Keys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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

/** What accounts, access policy and audit trail do for the tests of authorization, until the real ones are here. */
@Configuration(proxyBeanMethods = false)
public class StandIns {

    /** The accounts that may sign in, by subject. */
    public static final Map<String, Account> ACCOUNTS = new ConcurrentHashMap<>();

    /** All that was written into the audit trail. */
    public static final List<AuditEntry> TRAIL = new CopyOnWriteArrayList<>();

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
    AuditTrail auditTrail() {
        return TRAIL::addAll;
    }

    /** Clinical leads see all, patients themselves, and a patient in context narrows either. */
    @Bean
    AccessPolicy accessPolicy(Keys keys) {
        return caller -> {
            boolean patientScopes =
                    caller.permissions().stream().anyMatch(one -> one.level() == Permission.Level.PATIENT);
            ResourceKey patient = caller.patient();
            ResourceKey user = caller.user().resource();
            if (patientScopes && patient != null) {
                return only(caller, patient, keys);
            }
            if (caller.roles().contains(Role.CLINICAL_LEAD) || caller.roles().contains(Role.SYSTEM)) {
                return Access.everything(caller.authorization());
            }
            return user != null && user.type().equals("Patient") ? only(caller, user, keys) : Access.nothing();
        };
    }

    private static Access only(Caller caller, ResourceKey patient, Keys keys) {
        return new Access(
                caller.authorization(),
                Restriction.to(new long[] {keys.of(patient.toString())}, Set.of("Practitioner", "Organization")));
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
