package health.throughline.auth.login;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.AccountProperties;
import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.PasswordCheck;
import health.throughline.auth.account.SecondFactors;
import health.throughline.auth.account.SignedIn;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Field;
import health.throughline.auth.web.page.Form;
import health.throughline.auth.web.page.Page;
import health.throughline.auth.web.page.Table;
import health.throughline.record.access.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One's own account: what the programme knows, the password, the second step. */
@ConditionalOnWebApplication
@RestController
@RequestMapping("/account")
final class AccountPages {

    private static final String WRONG_PASSWORD =
            "This is not your password. After several wrong tries there is a pause.";

    private final Accounts accounts;
    private final AccountProperties properties;
    private final PasswordCheck passwords;
    private final SecondFactors secondFactors;
    private final SignIn signIn;
    private final SecurityTrail trail;

    AccountPages(
            Accounts accounts,
            AccountProperties properties,
            PasswordCheck passwords,
            SecondFactors secondFactors,
            SignIn signIn,
            SecurityTrail trail) {
        this.accounts = accounts;
        this.properties = properties;
        this.passwords = passwords;
        this.secondFactors = secondFactors;
        this.signIn = signIn;
        this.trail = trail;
    }

    private AccountEntry own(SignedIn who) {
        return accounts.find(who.subject()).orElseThrow(() -> new AccountRefused("", "There is no such account."));
    }

    @GetMapping
    ResponseEntity<byte[]> account(@AuthenticationPrincipal SignedIn who, CsrfToken token) {
        return page(own(who), who, "", token).ok();
    }

    private Page page(AccountEntry entry, SignedIn who, String notice, CsrfToken token) {
        String roles = who.roles().stream()
                .map(Role::code)
                .sorted()
                .map(code -> code.replace('-', ' '))
                .collect(Collectors.joining(", "));
        Page page = Page.titled("Your account", who, token)
                .notice(notice)
                .add(Table.facts(List.of(
                        List.of("Name", who.name()),
                        List.of("User name", who.username()),
                        List.of("Role", roles),
                        List.of("In the record", who.user().isEmpty() ? "not linked" : who.user()))))
                .heading("Apps")
                .paragraph("See which apps may see data on your behalf, and take it back.")
                .add(Element.of("p").add(Element.link("/account/apps", "Your apps")))
                .heading("Password")
                .add(Element.of("p").add(Element.link("/account/password", "Change your password")))
                .heading("Second step");
        return entry.secondFactor()
                ? withSecondFactor(page, entry)
                : page.paragraph(
                                "You sign in with your password only. With a code from an app beside it, nobody can sign in "
                                        + "as you who only found out your password.")
                        .add(Element.of("p").add(Element.link("/account/second-step", "Set up a second step")));
    }

    private static Page withSecondFactor(Page page, AccountEntry entry) {
        return page.paragraph("You sign in with a code from your app beside the password. Recovery codes left: "
                        + entry.recoveryCodes() + ".")
                .add(Element.of("p").add(Element.link("/account/second-step", "Remove or change it")));
    }

    @GetMapping("/password")
    ResponseEntity<byte[]> password(@AuthenticationPrincipal SignedIn who, CsrfToken token) {
        return passwordForm(who, "", "", token).ok();
    }

    @PostMapping("/password")
    ResponseEntity<byte[]> changePassword(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!passwords.confirm(who.subject(), current)) {
            return passwordForm(who, WRONG_PASSWORD, "", token).status(403);
        }
        if (!password.equals(repeated)) {
            return passwordForm(who, "", "The two passwords are not the same; type them again.", token)
                    .status(422);
        }
        try {
            AccountEntry entry = accounts.choosePassword(who.subject(), password);
            signIn.renew(entry, who, request, response);
            trail.administration(request, "account.password", who.subject());
            return SignIn.to("/account");
        } catch (AccountRefused e) {
            return passwordForm(who, "", e.reason(), token).status(422);
        }
    }

    private static Page passwordForm(SignedIn who, String wrongCurrent, String wrongNew, CsrfToken token) {
        Form form = Form.post("/account/password", token).field(current(wrongCurrent));
        return Page.titled("Change your password", who, token)
                .paragraph("All other browsers and apps in which you are signed in will ask you to sign in again.")
                .add(NewPassword.fields(form, wrongNew).submit("Change the password"));
    }

    private static Field current(String error) {
        return Field.password("current", "Your password now")
                .error(error)
                .autocomplete("current-password")
                .required();
    }

    @GetMapping("/second-step")
    ResponseEntity<byte[]> secondStep(@AuthenticationPrincipal SignedIn who, CsrfToken token) {
        return secondStepForm(who, "", token).ok();
    }

    private Page secondStepForm(SignedIn who, String error, CsrfToken token) {
        boolean present = own(who).secondFactor();
        Page page = Page.titled("Second step", who, token)
                .paragraph("Type your password first, so that nobody else can do this while you are away.");
        if (!present) {
            return page.add(Form.post("/account/second-step/begin", token)
                    .field(current(error))
                    .submit("Set it up"));
        }
        if (properties.wantsSecondFactor(who.roles())) {
            page.notice("Your programme asks everybody in your role for a second step: when you have removed it, you "
                    + "will set it up anew.");
        }
        return page.add(Form.post("/account/second-step/remove", token)
                .field(current(error))
                .submit("Remove the second step"));
    }

    @PostMapping("/second-step/begin")
    ResponseEntity<byte[]> begin(
            @AuthenticationPrincipal SignedIn who, @RequestParam(defaultValue = "") String current, CsrfToken token) {
        if (!passwords.confirm(who.subject(), current)) {
            return secondStepForm(who, WRONG_PASSWORD, token).status(403);
        }
        return own(who).secondFactor()
                ? SignIn.to("/account")
                : setUp(who, "", token).ok();
    }

    private Page setUp(SignedIn who, String error, CsrfToken token) {
        Page page = Page.titled("Set up a second step", who, token);
        return AuthenticatorPart.secret(page, who.username(), secondFactors.begin(who.subject()))
                .add(AuthenticatorPart.confirmation(Form.post("/account/second-step/confirm", token), error));
    }

    @PostMapping("/second-step/confirm")
    ResponseEntity<byte[]> confirm(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String code,
            CsrfToken token,
            HttpServletRequest request) {
        if (own(who).secondFactor()) {
            return SignIn.to("/account");
        }
        List<String> recovery = secondFactors.confirm(who.subject(), code);
        if (recovery.isEmpty()) {
            return setUp(who, AuthenticatorPart.WRONG, token).status(422);
        }
        trail.administration(request, "account.second-factor", who.subject());
        Page page = Page.titled("Keep your recovery codes", who, token);
        return AuthenticatorPart.recovery(page, recovery)
                .add(Element.of("p").add(Element.link("/account", "Back to your account")))
                .ok();
    }

    @PostMapping("/second-step/remove")
    ResponseEntity<byte[]> remove(
            @AuthenticationPrincipal SignedIn who,
            @RequestParam(defaultValue = "") String current,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!passwords.confirm(who.subject(), current)) {
            return secondStepForm(who, WRONG_PASSWORD, token).status(403);
        }
        signIn.renew(accounts.resetSecondFactor(who.subject()), who, request, response);
        trail.administration(request, "account.second-factor.remove", who.subject());
        return SignIn.to("/account");
    }
}
