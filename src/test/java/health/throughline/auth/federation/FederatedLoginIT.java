package health.throughline.auth.federation;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.auth.account.AccountDraft;
import health.throughline.auth.account.Accounts;
import health.throughline.record.access.Role;
import health.throughline.testing.Browser;
import health.throughline.testing.IdentityProviderStub;
import health.throughline.testing.OwnServer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** https://openid.net/specs/openid-connect-core-1_0.html#CodeFlowAuth: signing in with the operator's identity provider. */
class FederatedLoginIT {

    private static final IdentityProviderStub PROVIDER = new IdentityProviderStub();
    private static final OwnServer SERVER = OwnServer.start(
            "--throughline.auth.mode=secured",
            "--throughline.account.second-factor=staff",
            "--throughline.auth.federation.issuer=" + PROVIDER.issuer(),
            "--throughline.auth.federation.name=Clinic Login",
            "--throughline.auth.federation.client-id=" + IdentityProviderStub.CLIENT,
            "--throughline.auth.federation.client-secret=secret",
            "--throughline.auth.federation.claim=employee");

    private static void person(String username, String external) {
        SERVER.part(Accounts.class)
                .create(new AccountDraft(username, username, Set.of(Role.THERAPIST), null, external));
    }

    /** The address at which the provider is asked. */
    private static String asked(Browser browser) {
        browser.get("/login").says("Sign in with Clinic Login", "/login/external");
        browser.get("/login/external").leadsTo("/login/external/start/idp");
        String redirect = browser.get("/login/external/start/idp").expect(302).location();
        assertThat(redirect)
                .startsWith(PROVIDER.issuer() + "/authorize?")
                .contains("code_challenge_method=S256", "nonce=");
        return redirect;
    }

    private static Browser.Shown back(Browser browser, Map<String, Object> claims) {
        String callback = PROVIDER.signedIn(asked(browser), claims);
        assertThat(callback).contains("/login/external/callback?");
        return browser.get(SERVER.root() + callback.substring(callback.indexOf("/login/")));
    }

    @Test
    void whom_the_provider_names_is_in() {
        person("fred", "E-1");
        Browser browser = new Browser(SERVER.root());
        browser.get("/account/password").leadsTo("/login");
        back(browser, Map.of("employee", "E-1", "amr", List.of("pwd", "mfa"))).leadsTo("/account/password");
        browser.get("/account").says("Signed in as fred");
    }

    @Test
    void the_class_of_authentication_counts_as_a_second_factor_too() {
        person("carla", "E-2");
        Browser browser = new Browser(SERVER.root());
        back(browser, Map.of("employee", "E-2", "acr", "mfa")).leadsTo("/account");
    }

    @Test
    void who_used_one_factor_there_sets_up_another_here() {
        person("otto", "E-3");
        Browser browser = new Browser(SERVER.root());
        back(browser, Map.of("employee", "E-3", "amr", List.of("pwd"))).leadsTo("/login/set-up");
        browser.get("/account").leadsTo("/login");
    }

    @Test
    void whom_nobody_knows_is_not_made_up() {
        Browser browser = new Browser(SERVER.root());
        back(browser, Map.of("employee", "E-unknown", "amr", List.of("mfa")))
                .expect(403)
                .says("Nobody here is linked", "Clinic Login");
        back(browser, Map.of("amr", List.of("mfa"))).expect(403);
        browser.get("/account").leadsTo("/login");
    }

    @Test
    void a_disabled_account_is_not_in_either() {
        person("gone", "E-4");
        Accounts accounts = SERVER.part(Accounts.class);
        accounts.disable(accounts.named("gone").orElseThrow().subject());
        back(new Browser(SERVER.root()), Map.of("employee", "E-4", "amr", List.of("mfa")))
                .expect(403);
    }

    @Test
    void tokens_of_others_are_not_believed() {
        person("vic", "E-5");
        for (Map<String, Object> forged : List.<Map<String, Object>>of(
                Map.of("iss", "http://evil.example", "employee", "E-5"),
                Map.of("aud", "other", "employee", "E-5"),
                Map.of("nonce", "other", "employee", "E-5"),
                Map.of("exp", new java.util.Date(0), "employee", "E-5"))) {
            Browser browser = new Browser(SERVER.root());
            back(browser, forged).expect(403).says("did not work");
            browser.get("/account").leadsTo("/login");
        }
    }

    @Test
    void a_callback_that_nobody_asked_for_is_refused() {
        Browser browser = new Browser(SERVER.root());
        browser.get("/login/external/callback?code=a&state=b").expect(403).says("did not work");
        String redirect = asked(browser);
        String state = IdentityProviderStub.encodedState(redirect);
        browser.get("/login/external/callback?error=access_denied&state=" + state)
                .expect(403)
                .says("stopped the sign-in");
        Browser other = new Browser(SERVER.root());
        other.get("/login/external/callback?code=c&state=" + IdentityProviderStub.encodedState(asked(browser)))
                .expect(403);
    }

    @Test
    void a_provider_that_does_not_answer_is_told() {
        OwnServer server = OwnServer.start(
                "--throughline.auth.federation.issuer=http://localhost:1", "--throughline.auth.federation.client-id=x");
        Browser browser = new Browser(server.root());
        browser.get("/login/external").expect(503).says("not possible right now");
        browser.get("/login").expect(200);
    }
}
