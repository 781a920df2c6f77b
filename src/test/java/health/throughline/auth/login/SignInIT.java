package health.throughline.auth.login;

import static health.throughline.testing.AccountServer.PASSWORD;
import static health.throughline.testing.AccountServer.accounts;
import static health.throughline.testing.AccountServer.browser;
import static health.throughline.testing.AccountServer.issued;
import static health.throughline.testing.AccountServer.person;
import static health.throughline.testing.AccountServer.signedIn;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.auth.account.Accounts;
import health.throughline.record.access.Role;
import health.throughline.testing.Browser;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Signing in and out as people do it, and as people do it who should not. */
class SignInIT {

    private static final String SESSION = "throughline";

    @Test
    void with_the_right_password_one_sees_the_account() {
        String username = person(Role.THERAPIST);
        Browser browser = browser();
        browser.signIn(username, PASSWORD).leadsTo("/account");
        browser.get("/account").expect(200).says("Signed in as Person of " + username, "therapist");
    }

    @Test
    void the_case_of_a_user_name_does_not_matter() {
        String username = person(Role.THERAPIST);
        browser()
                .signIn(" " + username.toUpperCase(java.util.Locale.ROOT), PASSWORD)
                .leadsTo("/account");
    }

    @Test
    void whatever_is_wrong_is_answered_alike() {
        String username = person(Role.THERAPIST);
        Accounts.Issued gone = issued(Role.THERAPIST);
        accounts().disable(gone.entry().subject());
        String wrong = failed(username, "not the password at all");
        assertThat(failed("nobody-of-this-name", "not the password at all")).isEqualTo(wrong);
        assertThat(failed(gone.entry().account().username(), gone.oneTimePassword()))
                .isEqualTo(wrong);
        for (int i = 0; i < 6; i++) {
            failed(username, "not the password at all");
        }
        assertThat(failed(username, PASSWORD))
                .as("the right one while it rests")
                .isEqualTo(wrong);
    }

    /** The page without what differs by request: the token of the form and the name typed in. */
    private static String failed(String username, String password) {
        String text = browser().signIn(username, password).expect(403).text();
        return text.replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "").replace("value=\"" + username + "\"", "");
    }

    @Test
    void after_wrong_tries_an_administrator_can_let_them_in_again() {
        Accounts.Issued issued = issued(Role.PEER);
        String username = issued.entry().account().username();
        for (int i = 0; i < 5; i++) {
            browser().signIn(username, "wrong wrong wrong").expect(403);
        }
        browser().signIn(username, issued.oneTimePassword()).expect(403);
        String again = accounts().resetPassword(issued.entry().subject()).oneTimePassword();
        browser().signIn(username, again).leadsTo("/login/password");
    }

    @Test
    void a_one_time_password_is_changed_first() {
        Accounts.Issued issued = issued(Role.CASE_MANAGER);
        String username = issued.entry().account().username();
        Browser browser = browser();
        browser.signIn(username, issued.oneTimePassword()).leadsTo("/login/password");
        browser.get("/account").leadsTo("/login");
        browser.get("/login/password").says("Choose a password");
        browser.submit("/login/password", "password", "short", "repeated", "short")
                .expect(422)
                .says("at least 12 characters");
        browser.submit("/login/password", "password", PASSWORD, "repeated", PASSWORD + "x")
                .expect(422)
                .says("not the same");
        browser.submit("/login/password", "password", "Password12345!", "repeated", "Password12345!")
                .expect(422)
                .says("Many people use");
        browser.submit("/login/password", "password", PASSWORD, "repeated", PASSWORD)
                .leadsTo("/account");
        browser().signIn(username, issued.oneTimePassword()).expect(403);
        browser().signIn(username, PASSWORD).leadsTo("/account");
    }

    @Test
    void the_session_id_changes_when_one_signs_in() {
        Browser browser = browser();
        browser.get("/account").leadsTo("/login");
        String before = browser.cookie(SESSION);
        browser.signIn(person(Role.THERAPIST), PASSWORD);
        assertThat(browser.cookie(SESSION)).isNotEmpty().isNotEqualTo(before);
        Browser attacker = browser().withCookie(SESSION, before);
        attacker.get("/account").leadsTo("/login?because=over");
    }

    @Test
    void one_returns_to_the_page_one_was_sent_from() {
        Browser browser = browser();
        browser.get("/account/password?x=1").leadsTo("/login");
        browser.signIn(person(Role.THERAPIST), PASSWORD).leadsTo("/account/password?x=1");
    }

    @Test
    void signing_out_ends_the_session() {
        Browser browser = signedIn(Role.THERAPIST);
        String session = browser.cookie(SESSION);
        browser.get("/logout").says("Sign out of this browser?");
        assertThat(browser.submit("/logout").expect(302).location()).endsWith("/login?because=out");
        browser.get("/login?because=out").says("You are signed out.");
        browser().withCookie(SESSION, session).get("/account").leadsTo("/login?because=over");
    }

    @Test
    void a_disabled_account_is_out_at_once() {
        Browser browser = browser();
        String username = person(Role.THERAPIST);
        browser.signIn(username, PASSWORD).leadsTo("/account");
        String subject = accounts().named(username).orElseThrow().subject();
        accounts().disable(subject);
        browser.get("/account").leadsTo("/login?because=over");
        browser.get("/login?because=over").says("You were signed out");
        browser.signIn(username, PASSWORD).expect(403);
    }

    @Test
    void forms_of_other_sites_change_nothing() {
        String username = person(Role.THERAPIST);
        browser()
                .post("/login", "username=" + username + "&password=" + PASSWORD)
                .expect(403)
                .says("Please try again");
        Browser browser = signedIn(Role.THERAPIST);
        browser.post("/logout", "").expect(403);
        browser.post("/account/password", "current=" + PASSWORD + "&password=" + PASSWORD)
                .expect(403);
        browser.get("/account").expect(200);
    }

    @TestFactory
    Stream<DynamicTest> pages_are_locked_down() {
        return Stream.of("/login", "/login/help", "/logout", "/account", "/admin/users")
                .map(path -> DynamicTest.dynamicTest(path, () -> {
                    Browser.Shown shown = signedIn(Role.ADMINISTRATOR).get(path).expect(200);
                    Map.of(
                                    "Content-Security-Policy",
                                    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; "
                                            + "base-uri 'none'",
                                    "X-Content-Type-Options",
                                    "nosniff",
                                    "Referrer-Policy",
                                    "no-referrer",
                                    "Cross-Origin-Opener-Policy",
                                    "same-origin",
                                    "Cross-Origin-Resource-Policy",
                                    "same-origin",
                                    "X-Frame-Options",
                                    "DENY")
                            .forEach((name, value) ->
                                    assertThat(shown.header(name)).isEqualTo(value));
                    assertThat(shown.header("Cache-Control")).contains("no-store");
                    assertThat(shown.header("Permissions-Policy")).contains("camera=()");
                    assertThat(shown.text())
                            .startsWith("<!doctype html>\n<html lang=\"en\">")
                            .contains("<meta name=\"viewport\"", "<main id=\"main\">", "<h1>", "Skip to content")
                            .doesNotContain("<script", "style=\"");
                }));
    }

    @Test
    void every_input_has_a_label() {
        for (String path : new String[] {"/login", "/account/password", "/account/second-step", "/admin/users/new"}) {
            String text = signedIn(Role.ADMINISTRATOR).get(path).expect(200).text();
            var inputs = java.util.regex.Pattern.compile("<input type=\"(?!hidden)[a-z]+\" id=\"([^\"]+)\"")
                    .matcher(text);
            while (inputs.find()) {
                assertThat(text).contains("<label for=\"" + inputs.group(1) + "\">");
            }
        }
    }

    @Test
    void cookies_are_for_the_server_only() {
        Browser.Shown shown = browser().get("/account");
        assertThat(shown.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith(SESSION + "=")
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Secure"));
        browser().get("/login;jsessionid=x").expect(400);
    }

    @Test
    void what_people_type_is_shown_as_text() {
        browser().signIn("\"><script>alert(1)</script>", "x").expect(403).says("value=\"&quot;&gt;&lt;script&gt;");
        browser().get("/login?because=%3Cscript%3E").expect(200);
    }

    @Test
    void the_style_is_found() {
        Browser.Shown style = browser().get("/login/style.css").expect(200);
        assertThat(style.header("Content-Type")).startsWith("text/css");
        assertThat(style.header("Cache-Control")).contains("max-age");
    }

    @Test
    void steps_cannot_be_skipped() {
        Browser nobody = browser();
        nobody.get("/login/code").leadsTo("/login?because=again");
        nobody.get("/login/done").leadsTo("/login?because=again");
        nobody.get("/login?because=again").says("Start again");
        Browser browser = browser();
        Accounts.Issued issued = issued(Role.PEER);
        browser.signIn(issued.entry().account().username(), issued.oneTimePassword());
        browser.get("/login/done").leadsTo("/login/password");
        browser.get("/login/set-up").leadsTo("/login/password");
    }
}
