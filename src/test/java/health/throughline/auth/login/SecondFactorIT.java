package health.throughline.auth.login;

import static health.throughline.testing.AccountServer.PASSWORD;
import static health.throughline.testing.AccountServer.accounts;
import static health.throughline.testing.AccountServer.browser;
import static health.throughline.testing.AccountServer.person;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.auth.account.AccountDraft;
import health.throughline.auth.account.Accounts;
import health.throughline.record.access.Role;
import health.throughline.testing.AuthenticatorApp;
import health.throughline.testing.Browser;
import health.throughline.testing.OwnServer;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The second step: set up, asked for, lost, required. */
class SecondFactorIT {

    private static final Pattern RECOVERY = Pattern.compile("<code>([a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{5})</code>");

    private static List<String> recoveryCodes(Browser.Shown shown) {
        return RECOVERY.matcher(shown.text())
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    /** Signs in and sets up the second step on the account's pages. */
    private static List<String> setUp(Browser browser, String username, AuthenticatorApp app) {
        browser.signIn(username, PASSWORD).leadsTo("/account");
        browser.get("/account").says("You sign in with your password only");
        browser.get("/account/second-step");
        Browser.Shown shown = browser.submit("/account/second-step/begin", "current", PASSWORD)
                .expect(200)
                .says("otpauth://totp/Throughline:" + username, "authenticator app");
        app.scan(shown.text());
        browser.submit("/account/second-step/confirm", "code", "000000")
                .expect(422)
                .says("not right");
        Browser.Shown codes = browser.submit("/account/second-step/confirm", "code", app.code())
                .expect(200);
        assertThat(recoveryCodes(codes)).hasSize(10);
        return recoveryCodes(codes);
    }

    @Test
    void a_code_is_asked_for_once_it_is_set_up() {
        String username = person(Role.THERAPIST);
        AuthenticatorApp app = new AuthenticatorApp();
        setUp(browser(), username, app);
        Browser browser = browser();
        browser.signIn(username, PASSWORD).leadsTo("/login/code");
        browser.get("/account").leadsTo("/login");
        browser.get("/login/code").says("Enter your code");
        browser.submit("/login/code", "code", app.code()).expect(403).says("used already");
        browser.submit("/login/code", "code", app.nextCode()).leadsTo("/account");
        browser.get("/account").expect(200).says("Recovery codes left: 10");
    }

    @Test
    void a_recovery_code_lets_in_once() {
        String username = person(Role.THERAPIST);
        String code = setUp(browser(), username, new AuthenticatorApp()).get(3);
        Browser browser = browser();
        browser.signIn(username, PASSWORD);
        browser.get("/login/code");
        browser.submit(
                        "/login/code",
                        "code",
                        code.toUpperCase(java.util.Locale.ROOT).replace("-", " "))
                .leadsTo("/account");
        browser.get("/account").says("Recovery codes left: 9");
        Browser again = browser();
        again.signIn(username, PASSWORD);
        again.get("/login/code");
        again.submit("/login/code", "code", code).expect(403);
    }

    @Test
    void codes_cannot_be_guessed_for_long() {
        String username = person(Role.THERAPIST);
        AuthenticatorApp app = new AuthenticatorApp();
        setUp(browser(), username, app);
        Browser browser = browser();
        browser.signIn(username, PASSWORD);
        browser.get("/login/code");
        for (int i = 0; i < 5; i++) {
            browser.submit("/login/code", "code", "00000" + i).expect(403);
        }
        browser.submit("/login/code", "code", app.nextCode()).expect(403);
        browser().signIn(username, PASSWORD).expect(403);
    }

    @Test
    void it_is_removed_with_the_password_only() {
        String username = person(Role.THERAPIST);
        AuthenticatorApp app = new AuthenticatorApp();
        Browser browser = browser();
        setUp(browser, username, app);
        browser.get("/account/second-step");
        browser.submit("/account/second-step/remove", "current", "wrong wrong wrong")
                .expect(403);
        browser.submit("/account/second-step/remove", "current", PASSWORD).leadsTo("/account");
        browser.get("/account").expect(200);
        browser().signIn(username, PASSWORD).leadsTo("/account");
    }

    @Test
    void an_administrator_can_remove_it_for_who_lost_the_phone() {
        String username = person(Role.THERAPIST);
        setUp(browser(), username, new AuthenticatorApp());
        accounts().resetSecondFactor(accounts().named(username).orElseThrow().subject());
        browser().signIn(username, PASSWORD).leadsTo("/account");
    }

    @Test
    void where_it_is_required_of_staff_they_set_it_up_before_they_are_in() {
        OwnServer server =
                OwnServer.start("--throughline.auth.mode=secured", "--throughline.account.second-factor=staff");
        Accounts.Issued therapist = issued(server, "tess", Role.THERAPIST);
        Browser browser = new Browser(server.root());
        browser.signIn("tess", therapist.oneTimePassword()).leadsTo("/login/password");
        browser.get("/login/password");
        browser.submit("/login/password", "password", PASSWORD, "repeated", PASSWORD)
                .leadsTo("/login/set-up");
        browser.get("/account").leadsTo("/login");
        AuthenticatorApp app = new AuthenticatorApp();
        app.scan(browser.get("/login/set-up").expect(200).text());
        browser.submit("/login/set-up", "code", "12").expect(422);
        Browser.Shown codes =
                browser.submit("/login/set-up", "code", app.code()).expect(200);
        assertThat(recoveryCodes(codes)).hasSize(10);
        browser.submit("/login/done").leadsTo("/account");
        browser.get("/account").expect(200);
        Accounts.Issued peer = issued(server, "admin2", Role.ADMINISTRATOR);
        assertThat(peer.entry().secondFactor()).isFalse();
    }

    private static Accounts.Issued issued(OwnServer server, String username, Role role) {
        return server.part(Accounts.class).create(new AccountDraft(username, username, Set.of(role), null, null));
    }
}
