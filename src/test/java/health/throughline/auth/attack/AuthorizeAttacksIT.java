package health.throughline.auth.attack;

import static health.throughline.auth.SmartWorld.REDIRECT;
import static health.throughline.auth.SmartWorld.WORLD;
import static health.throughline.auth.SmartWorld.error;
import static health.throughline.auth.SmartWorld.json;
import static health.throughline.auth.SmartWorld.plus;
import static health.throughline.auth.SmartWorld.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.auth.Browser;
import health.throughline.auth.SmartWorld;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.launch.Launches;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups A5 to A11, A14 and A15 of the catalogue: attacks by way of the browser. */
class AuthorizeAttacksIT {

    private static final String SCOPE = "launch/patient patient/*.rs";

    private static String code(String app, Map<String, String> request) {
        return WORLD.approve(WORLD.browser().as("ann"), request, "").get("code");
    }

    @Test
    void A05_a_code_used_twice_ends_what_the_first_use_got() {
        String app = WORLD.publicApp();
        Map<String, String> exchange = WORLD.exchange(app, code(app, WORLD.request(app, SCOPE + " offline_access")));
        JsonNode token = json(WORLD.token(exchange));
        assertThat(WORLD.fhir("/Patient", token.path("access_token").asText()).statusCode())
                .isEqualTo(200);
        HttpResponse<String> again = WORLD.token(exchange);
        assertThat(again.statusCode()).isEqualTo(400);
        assertThat(error(again)).isEqualTo("invalid_grant");
        assertThat(WORLD.fhir("/Patient", token.path("access_token").asText()).statusCode())
                .isEqualTo(401);
        assertThat(error(WORLD.token(Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        app,
                        "refresh_token",
                        token.path("refresh_token").asText()))))
                .isEqualTo("invalid_grant");
    }

    @Test
    void A05_of_two_exchanges_at_once_one_gets_tokens_at_most() throws Exception {
        String app = WORLD.publicApp();
        Map<String, String> exchange = WORLD.exchange(app, code(app, WORLD.request(app, SCOPE)));
        List<Thread> threads = new java.util.ArrayList<>();
        var statuses = new java.util.concurrent.CopyOnWriteArrayList<Integer>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> statuses.add(WORLD.token(exchange).statusCode()));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(statuses).hasSize(8);
        assertThat(statuses.stream().filter(status -> status == 200)).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void A06_a_code_of_one_client_is_of_no_use_to_another() {
        String app = WORLD.publicApp();
        String code = code(app, WORLD.request(app, SCOPE));
        assertThat(error(WORLD.token(WORLD.exchange(WORLD.publicApp(), code)))).isEqualTo("invalid_grant");
        assertThat(error(WORLD.token(WORLD.exchange(app, code)))).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, https://app.example/other",
        "redirect_uri, ''",
        "code_verifier, ''",
        "code_verifier, wrong-wrong-wrong-wrong-wrong-wrong-wrong-wrong-1",
        "code_verifier, short"
    })
    void A06_an_exchange_that_differs_from_the_request_is_refused(String name, String value) {
        String app = WORLD.publicApp();
        Map<String, String> exchange = WORLD.exchange(app, code(app, WORLD.request(app, SCOPE)));
        HttpResponse<String> answer =
                WORLD.token(value.isEmpty() ? without(exchange, name) : plus(exchange, name, value));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer)).isIn("invalid_grant", "invalid_request");
    }

    @Test
    void A06_a_challenge_sent_as_its_own_verifier_is_refused() {
        String app = WORLD.publicApp();
        Map<String, String> exchange = WORLD.exchange(app, code(app, WORLD.request(app, SCOPE)));
        HttpResponse<String> answer =
                WORLD.token(plus(exchange, "code_verifier", SmartWorld.challenge(SmartWorld.VERIFIER)));
        assertThat(error(answer)).isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "code_challenge, ''",
        "code_challenge_method, plain",
        "code_challenge_method, ''",
        "code_challenge, tooshort",
        "state, ''",
        "aud, https://other.example/fhir",
        "aud, ''",
        "request, eyJhbGciOiJub25lIn0.e30."
    })
    void A06_a_request_without_proof_audience_or_state_is_refused_at_the_app(String name, String value) {
        Map<String, String> request = WORLD.request(WORLD.publicApp(), SCOPE);
        HttpResponse<String> answer = WORLD.authorize(
                WORLD.browser().as("ann"), value.isEmpty() ? without(request, name) : plus(request, name, value));
        assertThat(Browser.location(answer)).startsWith(REDIRECT + "?error=invalid_request");
        if (!name.equals("state")) {
            assertThat(Browser.query(Browser.location(answer))).containsEntry("state", "st&te é");
        }
    }

    @Test
    void A06_a_slash_at_the_end_of_the_audience_makes_no_difference() {
        Map<String, String> request = plus(WORLD.request(WORLD.publicApp(), SCOPE), "aud", WORLD.fhir + "/");
        assertThat(Browser.location(WORLD.authorize(WORLD.browser().as("ann"), request)))
                .startsWith("/oauth2/consent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example/callback/more",
                "https://app.example/callback?x=1",
                "https://app.example/callback#fragment",
                "https://app.example.evil.example/callback",
                "https://evil.example/https://app.example/callback",
                "https://app.example@evil.example/callback",
                "//app.example/callback",
                "https://app.example//callback",
                "https://app.example/x/../callback",
                "http://app.example/callback",
                "HTTPS://app.example/callback",
                "javascript:alert(1)",
                "data:text/html,x",
                ""
            })
    void A07_the_browser_is_never_sent_to_where_the_app_is_not_registered(String redirect) {
        Map<String, String> request = plus(WORLD.request(WORLD.publicApp(), SCOPE), "redirect_uri", redirect);
        HttpResponse<String> answer = WORLD.authorize(WORLD.browser().as("ann"), request);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.location(answer)).isEmpty();
        HttpResponse<String> posted = WORLD.browser().post("/oauth2/authorize", request);
        assertThat(posted.statusCode()).isEqualTo(400);
        assertThat(Browser.location(posted)).isEmpty();
    }

    @Test
    void A07_only_an_app_on_the_users_own_machine_chooses_its_port() {
        String app = WORLD.clients()
                .create(ClientDraft.of(
                        "Native",
                        ClientKind.PUBLIC,
                        List.of("http://127.0.0.1/cb", "https://app.example:8443/cb"),
                        List.of("launch/patient", "patient/*.rs")))
                .client()
                .id();
        Map<String, String> request = WORLD.request(app, SCOPE);
        Browser browser = WORLD.browser().as("ann");
        assertThat(Browser.location(
                        WORLD.authorize(browser, plus(request, "redirect_uri", "http://127.0.0.1:49152/cb"))))
                .startsWith("/oauth2/consent");
        for (String wrong : List.of(
                "http://127.0.0.1:49152/other",
                "http://127.0.0.1.evil.example/cb",
                "http://localhost:49152/cb",
                "http://127.0.0.1:x@evil.example/cb",
                "https://app.example:9443/cb")) {
            assertThat(WORLD.authorize(browser, plus(request, "redirect_uri", wrong))
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "patient/*.cruds, patient/*.rs",
        "patient/*.*, patient/*.read",
        "patient/Observation.dus, ''",
        "patient/observation.rs, ''",
        "patient/*.rs patient/Observation.write, patient/*.rs",
        "user/*.rs, ''",
        "offline_access patient/*.rs, patient/*.rs",
        "patient/Observation.rs?code=x, ''"
    })
    void A08_no_scope_goes_beyond_what_the_app_is_registered_for(String asked, String granted) {
        String app = WORLD.publicApp(List.of("launch/patient", "patient/*.rs"));
        Map<String, String> request = WORLD.request(app, "launch/patient " + asked);
        Browser browser = WORLD.browser().as("ann");
        HttpResponse<String> answer = WORLD.authorize(browser, request);
        HttpResponse<String> page = browser.get(Browser.location(answer));
        HttpResponse<String> back = browser.post(
                "/oauth2/consent",
                Map.of(
                        "request",
                        Browser.handle(page),
                        "decision",
                        "allow",
                        "scope",
                        "launch/patient\u0000patient/*.cruds\u0000" + asked.replace(" ", "\u0000")));
        String code = Browser.query(Browser.location(back)).get("code");
        String scope = code == null
                ? ""
                : json(WORLD.token(WORLD.exchange(app, code))).path("scope").asText();
        assertThat(scope.replace("launch/patient", "").strip()).isEqualTo(granted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"patient/*.rs\nopenid", "patient/*.rs%0aopenid", "system/*.rs", "admin", "patient/*.rs\u0001"})
    void A08_and_A09_a_scope_string_that_cannot_be_granted_is_an_invalid_scope(String scope) {
        HttpResponse<String> answer =
                WORLD.authorize(WORLD.browser().as("ann"), WORLD.request(WORLD.publicApp(), scope));
        assertThat(Browser.query(Browser.location(answer)))
                .containsEntry("error", "invalid_scope")
                .containsEntry("state", "st&te é");
    }

    @Test
    void A08_a_scope_string_of_200_kB_is_an_invalid_scope() {
        Map<String, String> request = WORLD.request(WORLD.publicApp(), "patient/*.rs ".repeat(16_000));
        HttpResponse<String> answer = WORLD.browser().as("ann").post("/oauth2/authorize", request);
        assertThat(Browser.query(Browser.location(answer))).containsEntry("error", "invalid_scope");
    }

    @Test
    void A08_a_refresh_cannot_get_more() {
        String app = WORLD.publicApp();
        JsonNode token = WORLD.launched("ann", app, "launch/patient offline_access patient/Observation.rs", "");
        for (String more :
                List.of("patient/*.rs", "patient/Observation.cruds", "user/Observation.rs", "patient/Patient.r")) {
            HttpResponse<String> answer = WORLD.token(Map.of(
                    "grant_type",
                    "refresh_token",
                    "client_id",
                    app,
                    "refresh_token",
                    token.path("refresh_token").asText(),
                    "scope",
                    more));
            assertThat(error(answer)).as(more).isEqualTo("invalid_scope");
        }
    }

    @Test
    void A09_patient_scopes_without_a_patient_are_refused() {
        HttpResponse<String> answer =
                WORLD.authorize(WORLD.browser().as("lead"), WORLD.request(WORLD.publicApp(), "patient/*.rs"));
        assertThat(Browser.query(Browser.location(answer))).containsEntry("error", "invalid_scope");
    }

    @Test
    void A10_a_launch_works_once_for_its_user_and_its_app() {
        String app = WORLD.publicApp();
        Launches launches = WORLD.server.part(Launches.class);
        String lead = WORLD.subject("lead");
        LaunchContext context = LaunchContext.of(WORLD.bob, "");
        Map<String, String> request = WORLD.request(app, "launch patient/*.rs");
        String handle = launches.mint(app, lead, context);
        Map<String, String> back = WORLD.approve(WORLD.browser().as("lead"), plus(request, "launch", handle), "");
        assertThat(json(WORLD.token(WORLD.exchange(app, back.get("code"))))
                        .path("patient")
                        .asText())
                .isEqualTo(WORLD.bob);
        refusedLaunch("lead", plus(request, "launch", handle));
        refusedLaunch("lead", plus(request, "launch", "guessed"));
        refusedLaunch("ann", plus(request, "launch", launches.mint(app, lead, context)));
        refusedLaunch("lead", plus(request, "launch", launches.mint(WORLD.publicApp(), lead, context)));
        String expired = launches.mint(app, lead, context);
        WORLD.server
                .part(Database.class)
                .update(
                        "test",
                        Sql.of("UPDATE auth_handle SET expires = now() - interval '1 second' WHERE kind = 'launch'"));
        refusedLaunch("lead", plus(request, "launch", expired));
        refusedLaunch("peer", plus(request, "launch", launches.mint(app, WORLD.subject("peer"), context)));
    }

    private static void refusedLaunch(String user, Map<String, String> request) {
        HttpResponse<String> answer = WORLD.authorize(WORLD.browser().as(user), request);
        assertThat(Browser.query(Browser.location(answer)).get("error")).isIn("invalid_request", "access_denied");
    }

    @Test
    void A11_a_patient_whom_the_user_cannot_see_is_refused_and_audited() {
        Browser browser = WORLD.browser().as("peer");
        HttpResponse<String> asked =
                WORLD.authorize(browser, WORLD.request(WORLD.publicApp(), "launch/patient openid patient/*.rs"));
        HttpResponse<String> page = browser.get(Browser.location(asked));
        assertThat(page.body()).doesNotContain("Ann Anders").doesNotContain("Bob Berg");
        long before = audited();
        HttpResponse<String> chosen =
                browser.post("/oauth2/patient", Map.of("request", Browser.handle(page), "patient", WORLD.ann));
        assertThat(chosen.statusCode()).isEqualTo(400);
        assertThat(audited()).isEqualTo(before + 1);
        for (String id : List.of("", "nobody", "../Patient/1", "x'--")) {
            assertThat(browser.post("/oauth2/patient", Map.of("request", Browser.handle(page), "patient", id))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static long audited() {
        return WORLD.server
                .part(Database.class)
                .number(
                        "test",
                        Sql.of(
                                "SELECT count(*) FROM audit WHERE detail LIKE '%not visible%' AND account = ?",
                                WORLD.subject("peer")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "client_id", "redirect_uri", "state", "aud", "code_challenge"})
    void A14_a_parameter_that_occurs_twice_is_refused_without_redirect(String name) {
        Map<String, String> request = WORLD.request(WORLD.publicApp(), SCOPE);
        String twice = Browser.form(request) + "&" + name + "=again";
        HttpResponse<String> answer = WORLD.browser().as("ann").get("/oauth2/authorize?" + twice);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Browser.location(answer)).isEmpty();
    }

    @Test
    void A15_a_page_of_authorization_is_of_no_use_in_another_session_or_twice() {
        Browser victim = WORLD.browser().as("ann");
        HttpResponse<String> page =
                victim.get(Browser.location(WORLD.authorize(victim, WORLD.request(WORLD.publicApp(), SCOPE))));
        Map<String, String> form = Map.of(
                "request", Browser.handle(page), "decision", "allow", "scope", "launch/patient\u0000patient/*.rs");
        assertThat(WORLD.browser().as("lead").post("/oauth2/consent", form).statusCode())
                .isEqualTo(400);
        assertThat(WORLD.browser().as("ann").post("/oauth2/consent", form).statusCode())
                .isEqualTo(400);
        assertThat(WORLD.browser().post("/oauth2/consent", form).statusCode()).isEqualTo(400);
        assertThat(victim.post("/oauth2/consent", form).statusCode()).isEqualTo(302);
        assertThat(victim.post("/oauth2/consent", form).statusCode()).isEqualTo(400);
        assertThat(page.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
    }

    @Test
    void A15_names_and_texts_of_others_are_harmless_on_the_pages() {
        String app = WORLD.clients()
                .create(ClientDraft.of(
                        "<img src=x onerror=alert(1)>", ClientKind.PUBLIC, List.of(REDIRECT), SmartWorld.APP_SCOPES))
                .client()
                .id();
        Browser browser = WORLD.browser().as("lead");
        String patients = Browser.location(WORLD.authorize(browser, WORLD.request(app, SCOPE)));
        assertThat(browser.get(patients + "&name=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
                        .body())
                .doesNotContain("<script")
                .doesNotContain("<img");
    }
}
