package health.throughline.auth.login;

import health.throughline.auth.account.AccountEntry;
import health.throughline.auth.account.PasswordCheck;
import health.throughline.auth.account.SignedIn;
import health.throughline.auth.web.page.Element;
import health.throughline.auth.web.page.Field;
import health.throughline.auth.web.page.Form;
import health.throughline.auth.web.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where one signs in: user name and password. */
@ConditionalOnWebApplication
@RestController
final class LoginPages {

    /** The same whatever was wrong: whoever guesses learns nothing, not even that a name exists. */
    private static final String NOT_THESE = "This user name and password do not go together. Check both, also the Caps "
            + "Lock key. After several wrong tries, signing in pauses for up to 15 minutes.";

    private static final Map<String, String> NOTICES = Map.of(
            "out", "You are signed out.",
            "over",
                    "You were signed out, because the session was too old, was not used for a while, or your account was "
                            + "changed. Sign in again.",
            "again", "Signing in took too long. Start again.");

    private final PasswordCheck passwords;
    private final SignIn signIn;
    private final SecurityTrail trail;
    private final Optional<ExternalSignIn> external;
    private final byte[] style = style();

    LoginPages(PasswordCheck passwords, SignIn signIn, SecurityTrail trail, ObjectProvider<ExternalSignIn> external) {
        this.passwords = passwords;
        this.signIn = signIn;
        this.trail = trail;
        this.external = Optional.ofNullable(external.getIfAvailable());
    }

    @GetMapping("/login")
    ResponseEntity<byte[]> login(
            @AuthenticationPrincipal @Nullable SignedIn who,
            @RequestParam(name = "because", defaultValue = "") String reason,
            CsrfToken token) {
        Page page = Page.titled("Sign in").notice(NOTICES.getOrDefault(reason, ""));
        if (who != null) {
            page.notice("You are signed in as " + who.name() + ". To change to another user, sign in here.");
        }
        return form(page, "", token).ok();
    }

    @PostMapping("/login")
    ResponseEntity<byte[]> signIn(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            CsrfToken token,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<AccountEntry> entry = passwords.check(username, password);
        if (entry.isPresent()) {
            return signIn.begin(entry.get(), Set.of(PendingSignIn.PASSWORD), request, response);
        }
        trail.login(request, "", false);
        return form(Page.titled("Sign in").error(NOT_THESE), username, token).status(403);
    }

    private Page form(Page page, String username, CsrfToken token) {
        Form form = Form.post("/login", token)
                .field(Field.text("username", "User name")
                        .value(username.length() > 200 ? "" : username)
                        .autocomplete("username")
                        .required()
                        .first())
                .field(Field.password("password", "Password")
                        .autocomplete("current-password")
                        .required());
        page.add(form.submit("Sign in"));
        external.ifPresent(provider -> page.heading("With your organisation's account")
                .add(Element.of("p").add(Element.link(provider.path(), "Sign in with " + provider.name()))));
        return page.add(Element.of("p").add(Element.link("/login/help", "I cannot sign in")));
    }

    @GetMapping("/login/help")
    ResponseEntity<byte[]> help() {
        Element steps = Element.of("ul")
                .add(
                        Element.of("li", "Clients and family: call or write to your programme."),
                        Element.of("li", "Staff: ask whoever looks after accounts in your programme."),
                        Element.of(
                                "li",
                                "Lost the phone with the codes? Use one of the recovery codes you wrote down. If you "
                                        + "have none left, ask as above."));
        return Page.titled("If you cannot sign in")
                .paragraph("Nobody can look up a forgotten password. The people who run your account can "
                        + "give you a new one-time password, after making sure that it is you:")
                .add(steps)
                .paragraph("With the one-time password you sign in once and then choose a new password of your own. "
                        + "Nobody will ever ask you for your password, on the phone or by mail.")
                .add(Element.of("p").add(Element.link("/login", "Back to sign in")))
                .ok();
    }

    @GetMapping("/logout")
    ResponseEntity<byte[]> logout(CsrfToken token) {
        return Page.titled("Sign out")
                .paragraph("Sign out of this browser?")
                .add(Form.post("/logout", token).submit("Sign out"))
                .ok();
    }

    @GetMapping(Page.STYLE)
    ResponseEntity<byte[]> stylesheet() {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "css", java.nio.charset.StandardCharsets.UTF_8))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(10)))
                .body(style);
    }

    private static byte[] style() {
        try (InputStream in = Page.class.getResourceAsStream("style.css")) {
            if (in == null) {
                throw new IllegalStateException("style.css is missing on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
