package health.throughline.auth.stranger;

import static health.throughline.auth.SmartWorld.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.auth.Browser;
import health.throughline.auth.SmartWorld;
import health.throughline.testing.AccountServer;
import health.throughline.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The pages that people see, held by axe-core against WCAG 2.2 AA: in light and dark colours, and on a narrow screen, which
 * is also what four times the size of letters leaves of a wide one.
 *
 * @see <a href="https://www.w3.org/TR/WCAG22/">WCAG 2.2</a>
 */
@Tag("browser")
class AccessibilityIT {

    private static final int NARROW = 320;
    private static final int WIDE = 1000;

    private final Chromium browser = new Chromium();
    private final String checker;

    AccessibilityIT() throws IOException {
        checker = Files.readString(SmartApp.FETCHED.resolve("axe-core/axe.min.js"));
    }

    @AfterEach
    void end() {
        browser.close();
    }

    /** Looks at the page that is open in all ways, and keeps pictures of them. */
    private void check(String name) {
        for (String colours : List.of("dark", "light")) {
            for (int width : List.of(NARROW, WIDE)) {
                browser.as(width, colours);
                browser.screenshot(SmartApp.FETCHED.resolve("pictures/" + name + "-" + colours + "-" + width + ".png"));
                assertThat(findings()).as(name + " " + colours + " " + width).isEmpty();
                int needed = browser.script("return document.scrollingElement.scrollWidth")
                        .asInt();
                assertThat(needed).as("width of " + name).isLessThanOrEqualTo(width);
            }
        }
    }

    private List<String> findings() {
        browser.script(checker + "; return true");
        JsonNode result = browser.promise("return (await axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a',"
                + " 'wcag21aa', 'wcag22aa', 'best-practice']})).violations");
        assertThat(result.isArray()).as(result.toString()).isTrue();
        List<String> findings = new ArrayList<>();
        result.forEach(rule -> rule.path("nodes")
                .forEach(node -> findings.add(
                        rule.path("id").asText() + ": " + node.path("html").asText() + " "
                                + node.path("failureSummary").asText())));
        return findings;
    }

    private AccessibilityIT open(String path) {
        browser.open(WORLD.issuer + path);
        return this;
    }

    private void signIn(String name) {
        Records.password(name);
        open("/login");
        browser.type("User name", name)
                .type("Password", AccountServer.PASSWORD)
                .press("Sign in")
                .shows("Your account");
    }

    private static String authorize(String scope) {
        return "/oauth2/authorize?"
                + Browser.form(WORLD.request(WORLD.publicApp(), "openid fhirUser launch/patient " + scope));
    }

    @Test
    void pages_before_signing_in() {
        open("/login").check("login");
        browser.type("User name", "nobody").type("Password", "wrong").press("Sign in");
        browser.waitUntil("refusal", () -> browser.text().contains("do not go together"));
        check("login-refused");
        open("/login/help").check("login-help");
        open("/logout").check("logout");
        open("/oauth2/authorize?client_id=unknown").check("app-unknown");
        open("/oauth2/consent?request=unknown").check("lost");
    }

    @Test
    void first_sign_in() {
        String name = "newcomer" + System.nanoTime();
        String password = WORLD.accounts()
                .create(new health.throughline.auth.account.AccountDraft(
                        name, "A newcomer", java.util.Set.of(health.throughline.record.access.Role.PEER), null, null))
                .oneTimePassword();
        open("/login");
        browser.type("User name", name).type("Password", password).press("Sign in");
        browser.waitUntil("other page", () -> !browser.heading().equals("Sign in"));
        check("first-password");
    }

    @Test
    void pages_of_authorization() {
        signIn("lead");
        String scope = "offline_access patient/Observation.rs patient/Condition.cruds user/*.rs";
        open(authorize(scope));
        browser.shows("Choose a client");
        check("picker");
        browser.type("Name or id", "nobody").press("Search");
        browser.waitUntil("empty list", () -> browser.text().contains("Nobody whom you may see"));
        check("picker-empty");
        browser.type("Name or id", "").press("Search");
        browser.press("Choose Bob Berg").shows("Allow access?");
        check("consent");
        Records.visit(WORLD.ann);
        open(authorize("launch/encounter patient/*.cruds"));
        browser.shows("Choose a client").press("Choose Ann Anders").shows("Allow access?");
        check("consent-visit");
    }

    @Test
    void pages_of_ones_own_account() {
        signIn("ann");
        check("account");
        WORLD.launched("ann", WORLD.publicApp(), "openid launch/patient patient/*.rs", "");
        open("/account/apps").check("apps");
        open("/account/password").check("password");
        open("/account/second-step").check("second-step");
        browser.type("Your password now", AccountServer.PASSWORD).press("Set it up");
        browser.waitUntil("next page", () -> browser.text().contains("app"));
        check("second-step-setup");
        open("/admin/users").check("not-for-your-role");
    }

    @Test
    void pages_of_administration() {
        signIn("root");
        open("/admin/users").check("users");
        open("/admin/users/new").check("user-new");
        open("/admin/users/" + WORLD.subject("lead")).check("user");
        String app = WORLD.publicApp(SmartWorld.APP_SCOPES);
        open("/admin/clients").check("clients");
        open("/admin/clients/new").check("client-new");
        open("/admin/clients/" + app).check("client");
    }
}
