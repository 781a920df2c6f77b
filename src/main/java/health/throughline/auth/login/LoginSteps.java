package health.throughline.auth.login;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.AccountProperties;
import health.throughline.auth.account.AccountRefused;
import health.throughline.auth.account.Accounts;
import health.throughline.auth.account.SecondFactors;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Field;
import health.throughline.auth.web.page.Form;
import health.throughline.auth.web.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What may be wanted after the password: a code, a new password, a second factor to be set up. */
@ConditionalOnWebApplication
@RestController
@RequestMapping("/login")
final class LoginSteps {

    private final Accounts accounts;
    private final AccountProperties properties;
    private final SecondFactors secondFactors;
    private final SignIn signIn;
    private final SecurityTrail trail;

    LoginSteps(
            Accounts accounts,
            AccountProperties properties,
            SecondFactors secondFactors,
            SignIn signIn,
            SecurityTrail trail) {
        this.accounts = accounts;
        this.properties = properties;
        this.secondFactors = secondFactors;
        this.signIn = signIn;
        this.trail = trail;
    }

    /** Runs {@code work} if this step is the one that is wanted; else leads to the one that is, or to the start. */
    private ResponseEntity<byte[]> at(
            PendingSignIn.Step step,
            HttpServletRequest request,
            BiFunction<PendingSignIn, AccountEntry, ResponseEntity<byte[]>> work) {
        PendingSignIn pending = PendingSignIn.of(request).orElse(null);
        AccountEntry entry = pending == null
                ? null
                : accounts.find(pending.subject())
                        .filter(found -> !found.disabled() && found.generation() == pending.generation())
                        .orElse(null);
        if (pending == null || entry == null) {
            PendingSignIn.end(request);
            return SignIn.to("/login?because=again");
        }
        PendingSignIn.Step wanted = pending.next(entry, properties);
        return wanted == step ? work.apply(pending, entry) : SignIn.to(wanted.path());
    }

    @GetMapping("/code")
    ResponseEntity<byte[]> code(CsrfToken token, HttpServletRequest request) {
        return at(
                PendingSignIn.Step.CODE,
                request,
                (pending, entry) -> codeForm("", token).ok());
    }

    @PostMapping("/code")
    ResponseEntity<byte[]> checkCode(
            @RequestParam(defaultValue = "") String code,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response) {
        return at(PendingSignIn.Step.CODE, request, (pending, entry) -> {
            if (secondFactors.verify(pending.subject(), code)) {
                return signIn.proceed(entry, pending.and(PendingSignIn.CODE), request, response);
            }
            trail.login(request, pending.subject(), false);
            return codeForm("This code is not right, or was used already. Wait for the next one.", token)
                    .status(403);
        });
    }

    private static Page codeForm(String error, CsrfToken token) {
        Field code = Field.code("code", "Code")
                .hint(
                        "The six digits that your authenticator app shows for Throughline, or one of your recovery codes.")
                .error(error)
                .required()
                .first();
        return Page.titled("Enter your code")
                .add(Form.post("/login/code", token).field(code).submit("Go on"))
                .add(Element.of("p").add(Element.link("/login/help", "I have lost the device with the codes")));
    }

    @GetMapping("/password")
    ResponseEntity<byte[]> password(CsrfToken token, HttpServletRequest request) {
        return at(
                PendingSignIn.Step.NEW_PASSWORD,
                request,
                (pending, entry) -> passwordForm("", token).ok());
    }

    @PostMapping("/password")
    ResponseEntity<byte[]> choosePassword(
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response) {
        return at(PendingSignIn.Step.NEW_PASSWORD, request, (pending, entry) -> {
            if (!password.equals(repeated)) {
                return passwordForm("The two passwords are not the same; type them again.", token)
                        .status(422);
            }
            try {
                AccountEntry changed = accounts.choosePassword(pending.subject(), password);
                return signIn.proceed(changed, pending.in(changed.generation()), request, response);
            } catch (AccountRefused e) {
                return passwordForm(e.reason(), token).status(422);
            }
        });
    }

    private static Page passwordForm(String error, CsrfToken token) {
        return Page.titled("Choose a password")
                .paragraph("You signed in with a password that somebody else made up. Choose your own now; only you "
                        + "will know it.")
                .add(NewPassword.fields(Form.post("/login/password", token), error)
                        .submit("Save the password and go on"));
    }

    @GetMapping("/set-up")
    ResponseEntity<byte[]> setUp(CsrfToken token, HttpServletRequest request) {
        return at(
                PendingSignIn.Step.SET_UP,
                request,
                (pending, entry) -> setUpForm(entry, "", token).ok());
    }

    @PostMapping("/set-up")
    ResponseEntity<byte[]> confirm(
            @RequestParam(defaultValue = "") String code, CsrfToken token, HttpServletRequest request) {
        return at(PendingSignIn.Step.SET_UP, request, (pending, entry) -> {
            List<String> recovery = secondFactors.confirm(pending.subject(), code);
            if (recovery.isEmpty()) {
                return setUpForm(entry, AuthenticatorPart.WRONG, token).status(422);
            }
            pending.and(PendingSignIn.CODE).keep(request);
            Page page = Page.titled("Keep your recovery codes");
            return AuthenticatorPart.recovery(page, recovery)
                    .add(Form.post("/login/done", token).submit("I have kept them; go on"))
                    .ok();
        });
    }

    private Page setUpForm(AccountEntry entry, String error, CsrfToken token) {
        Page page = Page.titled("Set up a second step")
                .paragraph("Your programme asks everybody in your role for a code from an app beside the password. "
                        + "So nobody can sign in as you who only found out your password.");
        String secret = secondFactors.begin(entry.subject());
        return AuthenticatorPart.secret(page, entry.account().username(), secret)
                .add(AuthenticatorPart.confirmation(Form.post("/login/set-up", token), error));
    }

    @GetMapping("/done")
    ResponseEntity<byte[]> ready(CsrfToken token, HttpServletRequest request) {
        Page page = Page.titled("You are ready")
                .paragraph("Everything is set up.")
                .add(Form.post("/login/done", token).submit("Go on"));
        return at(PendingSignIn.Step.NOTHING, request, (pending, entry) -> page.ok());
    }

    @PostMapping("/done")
    ResponseEntity<byte[]> done(HttpServletRequest request, HttpServletResponse response) {
        return at(
                PendingSignIn.Step.NOTHING,
                request,
                (pending, entry) -> signIn.proceed(entry, pending, request, response));
    }
}
