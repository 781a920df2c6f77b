package health.throughline.auth.admin;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.SignedIn;
import health.throughline.auth.login.SecurityTrail;
import health.throughline.auth.login.SignIn;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Form;
import health.throughline.auth.web.page.Page;
import health.throughline.auth.web.page.Table;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** One user, and what an administrator may do with the account. */
@ConditionalOnWebApplication
@RestController
@RequestMapping("/admin/users/{subject}")
final class UserPage {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Accounts accounts;
    private final SecurityTrail trail;

    UserPage(Accounts accounts, SecurityTrail trail) {
        this.accounts = accounts;
        this.trail = trail;
    }

    @GetMapping
    ResponseEntity<byte[]> user(@AuthenticationPrincipal SignedIn who, @PathVariable String subject, CsrfToken token) {
        AccountEntry entry = accounts.find(subject).orElse(null);
        if (entry == null) {
            return Page.titled("No such user", who, token)
                    .add(Element.of("p").add(Element.link("/admin/users", "All users")))
                    .status(404);
        }
        return page(who, entry, UserForm.of(entry), null, token).ok();
    }

    private static Page page(
            SignedIn who, AccountEntry entry, UserForm form, @Nullable AccountRefused refusal, CsrfToken token) {
        String path = "/admin/users/" + entry.subject();
        Page page = Page.titled(entry.account().name(), who, token)
                .error(refusal == null ? "" : String.valueOf(refusal.getMessage()))
                .add(Table.facts(List.of(
                        List.of("User name", entry.account().username()),
                        List.of("State", UserPages.state(entry)),
                        List.of("Last signed in", time(entry.lastLogin())),
                        List.of("Second step", entry.secondFactor() ? "set up" : "none"))))
                .heading("Change")
                .paragraph("A change signs the user out everywhere, and their apps.")
                .add(form.fields(Form.post(path, token), false, refusal).submit("Save"))
                .heading("Password")
                .paragraph("For who has forgotten it, or has tried too often. Make sure first that it is the user who "
                        + "asks.")
                .add(Form.post(path + "/password", token).submitQuietly("Make a one-time password"));
        if (entry.secondFactor()) {
            page.heading("Second step")
                    .paragraph("For who has lost the phone and all recovery codes.")
                    .add(Form.post(path + "/second-step", token).submitQuietly("Remove the second step"));
        }
        page.heading("Access");
        return entry.disabled()
                ? page.add(Form.post(path + "/enable", token).submitQuietly("Enable this account"))
                : page.paragraph("Who leaves the programme is disabled: signed out at once, apps too. Accounts are "
                                + "never deleted, so that it stays known who did what.")
                        .add(Form.post(path + "/disable", token).submitQuietly("Disable this account"));
    }

    private static String time(@Nullable Instant instant) {
        return instant == null ? "never" : TIME.format(instant);
    }

    @PostMapping
    ResponseEntity<byte[]> change(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String subject,
            CsrfToken token,
            HttpServletRequest request) {
        UserForm form = UserForm.of(request);
        return changed(who, subject, "account.change", token, request, entry -> {
            UserForm complete =
                    new UserForm(entry.account().username(), form.name(), form.roles(), form.user(), form.external());
            accounts.change(subject, complete.draft());
        });
    }

    @PostMapping("/disable")
    ResponseEntity<byte[]> disable(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String subject,
            CsrfToken token,
            HttpServletRequest request) {
        return changed(who, subject, "account.disable", token, request, entry -> accounts.disable(subject));
    }

    @PostMapping("/enable")
    ResponseEntity<byte[]> enable(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String subject,
            CsrfToken token,
            HttpServletRequest request) {
        return changed(who, subject, "account.enable", token, request, entry -> accounts.enable(subject));
    }

    @PostMapping("/second-step")
    ResponseEntity<byte[]> removeSecondStep(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String subject,
            CsrfToken token,
            HttpServletRequest request) {
        return changed(
                who,
                subject,
                "account.second-factor.reset",
                token,
                request,
                entry -> accounts.resetSecondFactor(subject));
    }

    @PostMapping("/password")
    ResponseEntity<byte[]> resetPassword(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable String subject,
            CsrfToken token,
            HttpServletRequest request) {
        Accounts.Issued issued = accounts.resetPassword(subject);
        trail.administration(request, "account.password.reset", subject);
        return UserPages.issued(Page.titled("New one-time password", who, token), issued)
                .ok();
    }

    private ResponseEntity<byte[]> changed(
            SignedIn who,
            String subject,
            String action,
            CsrfToken token,
            HttpServletRequest request,
            Consumer<AccountEntry> change) {
        AccountEntry entry =
                accounts.find(subject).orElseThrow(() -> new AccountRefused("", "There is no such account."));
        try {
            change.accept(entry);
        } catch (AccountRefused e) {
            return page(who, entry, UserForm.of(entry), e, token).status(422);
        }
        trail.administration(request, action, subject);
        return SignIn.to("/admin/users/" + subject);
    }
}
