package health.throughline.auth.admin;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.SignedIn;
import health.throughline.auth.login.SecurityTrail;
import health.throughline.record.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The users in JSON, for scripts of administrators; what changes something wants the token of {@code session} in a header. */
@ConditionalOnWebApplication
@RestController
@RequestMapping("/admin/api")
final class UserApi {

    private static final int MOST = 200;

    private final Accounts accounts;
    private final SecurityTrail trail;

    UserApi(Accounts accounts, SecurityTrail trail) {
        this.accounts = accounts;
        this.trail = trail;
    }

    /** One user as JSON; {@code oneTimePassword} only right after it was made. */
    record User(
            String subject,
            String username,
            String name,
            List<String> roles,
            @Nullable String user,
            @Nullable String external,
            boolean disabled,
            boolean passwordToChange,
            boolean secondFactor,
            @Nullable Instant lastLogin,
            @Nullable String oneTimePassword) {

        static User of(AccountEntry entry, @Nullable String password) {
            var account = entry.account();
            return new User(
                    account.subject(),
                    account.username(),
                    account.name(),
                    account.roles().stream().map(Role::code).sorted().toList(),
                    account.user() == null ? null : account.user().toString(),
                    entry.external(),
                    entry.disabled(),
                    entry.passwordToChange(),
                    entry.secondFactor(),
                    entry.lastLogin(),
                    password);
        }
    }

    /** A user to be; what is left out is empty. */
    record Draft(
            @Nullable String username,
            @Nullable String name,
            @Nullable List<String> roles,
            @Nullable String user,
            @Nullable String external) {

        UserForm form(String always) {
            return new UserForm(
                    always.isEmpty() ? orEmpty(username) : always,
                    orEmpty(name),
                    roles == null ? List.of() : roles,
                    orEmpty(user),
                    orEmpty(external));
        }

        private static String orEmpty(@Nullable String text) {
            return text == null ? "" : text;
        }
    }

    @GetMapping("/session")
    Map<String, String> session(@AuthenticationPrincipal SignedIn who, CsrfToken token) {
        return Map.of("username", who.username(), "token", token.getToken());
    }

    @GetMapping("/users")
    List<User> users(
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "50") int count) {
        return accounts.page(text, after, Math.max(1, Math.min(MOST, count))).stream()
                .map(entry -> User.of(entry, null))
                .toList();
    }

    @GetMapping("/users/{subject}")
    ResponseEntity<User> user(@PathVariable String subject) {
        return ResponseEntity.of(accounts.find(subject).map(entry -> User.of(entry, null)));
    }

    @PostMapping("/users")
    ResponseEntity<User> create(@RequestBody Draft draft, HttpServletRequest request) {
        Accounts.Issued issued = accounts.create(draft.form("").draft());
        trail.administration(request, "account.create", issued.entry().subject());
        return ResponseEntity.status(201).body(User.of(issued.entry(), issued.oneTimePassword()));
    }

    @PutMapping("/users/{subject}")
    ResponseEntity<User> change(@PathVariable String subject, @RequestBody Draft draft, HttpServletRequest request) {
        return done(
                accounts.find(subject)
                        .map(entry -> accounts.change(
                                subject, draft.form(entry.account().username()).draft())),
                "account.change",
                request);
    }

    @PostMapping("/users/{subject}/disable")
    ResponseEntity<User> disable(@PathVariable String subject, HttpServletRequest request) {
        return done(accounts.find(subject).map(entry -> accounts.disable(subject)), "account.disable", request);
    }

    @PostMapping("/users/{subject}/enable")
    ResponseEntity<User> enable(@PathVariable String subject, HttpServletRequest request) {
        return done(accounts.find(subject).map(entry -> accounts.enable(subject)), "account.enable", request);
    }

    @PostMapping("/users/{subject}/password")
    ResponseEntity<User> resetPassword(@PathVariable String subject, HttpServletRequest request) {
        if (accounts.find(subject).isEmpty()) {
            return ResponseEntity.notFound().build();
        }
        Accounts.Issued issued = accounts.resetPassword(subject);
        trail.administration(request, "account.password.reset", subject);
        return ResponseEntity.ok(User.of(issued.entry(), issued.oneTimePassword()));
    }

    private ResponseEntity<User> done(Optional<AccountEntry> entry, String action, HttpServletRequest request) {
        entry.ifPresent(changed -> trail.administration(request, action, changed.subject()));
        return ResponseEntity.of(entry.map(changed -> User.of(changed, null)));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> refused(AccountRefused refusal) {
        return ResponseEntity.status(422)
                .body(Map.of("error", String.valueOf(refusal.getMessage()), "field", refusal.field()));
    }

    @ExceptionHandler
    ResponseEntity<Map<String, String>> unreadable(HttpMessageNotReadableException unreadable) {
        return ResponseEntity.badRequest()
                .body(Map.of("error", "Send a JSON object with username, name, roles, user."));
    }
}
