package health.throughline.auth;

import static health.throughline.auth.SmartWorld.WORLD;
import static health.throughline.auth.SmartWorld.basic;
import static health.throughline.auth.SmartWorld.json;
import static health.throughline.auth.SmartWorld.plus;
import static health.throughline.auth.SmartWorld.without;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.token.TokenVerifier;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html">SMART 2.2, app launch</a> */
class SmartFlowIT {

    @Test
    void a_patient_launches_an_app_and_reads_their_record() throws Exception {
        String app = WORLD.publicApp();
        Map<String, String> back = WORLD.approve(
                WORLD.browser().as("ann"),
                plus(WORLD.request(app, "openid fhirUser launch/patient offline_access patient/*.rs"), "nonce", "n-1"),
                "none");
        assertThat(back).containsEntry("state", "st&te é").containsEntry("iss", WORLD.issuer);
        HttpResponse<String> answer = WORLD.token(WORLD.exchange(app, back.get("code")));
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("Pragma")).contains("no-cache");
        JsonNode token = json(answer);
        assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
        assertThat(token.path("expires_in").asInt()).isBetween(3500, 3600);
        assertThat(token.path("patient").asText()).isEqualTo(WORLD.ann);
        assertThat(token.path("need_patient_banner").isBoolean()).isTrue();
        assertThat(List.of(token.path("scope").asText().split(" ")))
                .containsExactlyInAnyOrder("openid", "fhirUser", "launch/patient", "offline_access", "patient/*.rs");
        assertThat(WORLD.fhir(
                                "/Patient/" + WORLD.ann,
                                token.path("access_token").asText())
                        .statusCode())
                .isEqualTo(200);
        assertThat(WORLD.fhir(
                                "/Patient/" + WORLD.bob,
                                token.path("access_token").asText())
                        .statusCode())
                .isEqualTo(404);
        SignedJWT id = SignedJWT.parse(token.path("id_token").asText());
        JWKSet keys = JWKSet.parse(WORLD.browser().get("/oauth2/jwks").body());
        assertThat(id.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(id.verify(new RSASSAVerifier(
                        keys.getKeyByKeyId(id.getHeader().getKeyID()).toRSAKey())))
                .isTrue();
        assertThat(keys.getKeys()).noneMatch(key -> key.isPrivate());
        assertThat(id.getJWTClaimsSet().getIssuer()).isEqualTo(WORLD.issuer);
        assertThat(id.getJWTClaimsSet().getAudience()).containsExactly(app);
        assertThat(id.getJWTClaimsSet().getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(id.getJWTClaimsSet().getStringClaim("fhirUser")).isEqualTo(WORLD.fhir + "/Patient/" + WORLD.ann);
        JsonNode info = json(WORLD.browser()
                .send(HttpRequest.newBuilder(URI.create(WORLD.issuer + "/userinfo"))
                        .header(
                                "Authorization",
                                "Bearer " + token.path("access_token").asText())
                        .GET()));
        assertThat(info.path("sub").asText()).isEqualTo(id.getJWTClaimsSet().getSubject());
    }

    @Test
    void the_request_survives_signing_in_whether_it_came_by_get_or_post() {
        Map<String, String> request = WORLD.request(WORLD.publicApp(), "launch/patient patient/*.rs");
        Browser browser = WORLD.browser();
        HttpResponse<String> asked = WORLD.authorize(browser, request);
        assertThat(Browser.location(asked)).endsWith("/login");
        browser.as("ann");
        HttpResponse<String> posted = browser.post("/oauth2/authorize", request);
        assertThat(posted.statusCode()).isEqualTo(303);
        HttpResponse<String> resumed = browser.get(Browser.location(posted));
        assertThat(Browser.location(resumed)).startsWith("/oauth2/consent");
    }

    @Test
    void a_clinician_chooses_a_patient_among_those_they_may_see() {
        Browser browser = WORLD.browser().as("lead");
        Map<String, String> request = WORLD.request(WORLD.publicApp(), "launch/patient patient/*.rs");
        HttpResponse<String> answer = WORLD.authorize(browser, request);
        assertThat(Browser.location(answer)).startsWith("/oauth2/patient");
        HttpResponse<String> page = browser.get(Browser.location(answer) + "&name=Ande");
        assertThat(page.body())
                .contains("Ann Anders")
                .doesNotContain("Bob Berg")
                .doesNotContain("<script");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'")
                .contains("default-src 'none'");
        JsonNode token = WORLD.launched("lead", WORLD.publicApp(), request.get("scope"), WORLD.bob);
        assertThat(token.path("patient").asText()).isEqualTo(WORLD.bob);
        String value = token.path("access_token").asText();
        assertThat(WORLD.fhir("/Patient/" + WORLD.bob, value).statusCode()).isEqualTo(200);
        assertThat(WORLD.fhir("/Patient/" + WORLD.ann, value).statusCode()).isEqualTo(404);
    }

    @Test
    void nobody_chooses_a_patient_that_the_app_did_not_ask_for() {
        HttpResponse<String> answer =
                WORLD.authorize(WORLD.browser().as("lead"), WORLD.request(WORLD.publicApp(), "openid user/*.rs"));
        assertThat(Browser.location(answer)).startsWith("/oauth2/consent");
    }

    @Test
    void a_user_approves_a_part_only_and_is_asked_again_for_the_rest() {
        String app = WORLD.publicApp();
        Map<String, String> request = WORLD.request(app, "launch/patient patient/Observation.rs patient/Condition.rs");
        Browser browser = WORLD.browser().as("ann");
        HttpResponse<String> page = browser.get(Browser.location(WORLD.authorize(browser, request)));
        String laboratory =
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|laboratory";
        assertThat(page.body()).contains(laboratory).contains("laboratory results");
        HttpResponse<String> back = browser.post(
                "/oauth2/consent",
                Map.of(
                        "request",
                        Browser.handle(page),
                        "decision",
                        "allow",
                        "scope",
                        laboratory + "\u0000user/*.cruds"));
        String code = Browser.query(Browser.location(back)).get("code");
        JsonNode token = json(WORLD.token(WORLD.exchange(app, code)));
        assertThat(token.path("scope").asText()).isEqualTo(laboratory);
        assertThat(Browser.location(WORLD.authorize(browser, request))).startsWith("/oauth2/consent");
        HttpResponse<String> known = WORLD.authorize(browser, WORLD.request(app, laboratory));
        assertThat(Browser.location(known)).startsWith(SmartWorld.REDIRECT + "?code=");
    }

    @Test
    void a_part_that_is_ticked_beside_the_whole_is_all_that_is_meant() {
        String app = WORLD.publicApp();
        Browser browser = WORLD.browser().as("ann");
        HttpResponse<String> page = browser.get(Browser.location(
                WORLD.authorize(browser, WORLD.request(app, "launch/patient patient/Observation.rs patient/Goal.rs"))));
        String survey =
                "patient/Observation.rs?category=http://terminology.hl7.org/CodeSystem/observation-category|survey";
        HttpResponse<String> back = browser.post(
                "/oauth2/consent",
                Map.of(
                        "request",
                        Browser.handle(page),
                        "decision",
                        "allow",
                        "scope",
                        String.join("\u0000", "patient/Observation.rs", survey, "patient/Goal.rs")));
        String code = Browser.query(Browser.location(back)).get("code");
        JsonNode token = json(WORLD.token(WORLD.exchange(app, code)));
        assertThat(token.path("scope").asText().split(" ")).containsExactlyInAnyOrder(survey, "patient/Goal.rs");
    }

    @Test
    void a_public_app_refreshes_by_the_refresh_token_alone_and_a_confidential_one_does_not() {
        JsonNode open = WORLD.launched("ann", WORLD.publicApp(), "launch/patient offline_access patient/*.rs", "");
        Map<String, String> form = Map.of(
                "grant_type",
                "refresh_token",
                "refresh_token",
                open.path("refresh_token").asText());
        assertThat(json(WORLD.token(form)).path("patient").asText()).isEqualTo(WORLD.ann);
        ClientRegistrations.Registered app = WORLD.secretApp(SmartWorld.APP_SCOPES);
        String id = app.client().id();
        String code = WORLD.approve(
                        WORLD.browser().as("ann"), WORLD.request(id, "launch/patient offline_access patient/*.rs"), "")
                .get("code");
        JsonNode closed = json(WORLD.form("/oauth2/token", without(WORLD.exchange(id, code), "client_id"), basic(app)));
        Map<String, String> stolen =
                plus(form, "refresh_token", closed.path("refresh_token").asText());
        assertThat(SmartWorld.error(WORLD.token(stolen))).isEqualTo("invalid_client");
        assertThat(WORLD.form("/oauth2/token", stolen, basic(app)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_user_who_does_not_allow_it_sends_the_app_away_empty_handed() {
        Browser browser = WORLD.browser().as("ann");
        HttpResponse<String> page = browser.get(Browser.location(
                WORLD.authorize(browser, WORLD.request(WORLD.publicApp(), "launch/patient patient/*.rs"))));
        HttpResponse<String> back =
                browser.post("/oauth2/consent", Map.of("request", Browser.handle(page), "decision", "deny"));
        assertThat(Browser.query(Browser.location(back)))
                .containsEntry("error", "access_denied")
                .containsEntry("state", "st&te é")
                .containsEntry("iss", WORLD.issuer);
    }

    @Test
    void scopes_of_version_1_come_back_as_they_were_asked() {
        JsonNode token = WORLD.launched("ann", WORLD.publicApp(), "launch/patient patient/*.read", "");
        assertThat(token.path("scope").asText()).contains("patient/*.read");
    }

    @Test
    void there_is_a_refresh_token_only_for_who_asks_and_it_keeps_scope_and_context() {
        String app = WORLD.publicApp();
        assertThat(WORLD.launched("ann", app, "launch/patient patient/*.rs", "").has("refresh_token"))
                .isFalse();
        JsonNode first = WORLD.launched("ann", app, "launch/patient offline_access patient/*.rs", "");
        Map<String, String> form = Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                app,
                "refresh_token",
                first.path("refresh_token").asText());
        JsonNode second = json(WORLD.token(form));
        assertThat(second.path("patient").asText()).isEqualTo(WORLD.ann);
        assertThat(second.path("scope").asText().split(" "))
                .containsExactlyInAnyOrder(first.path("scope").asText().split(" "));
        assertThat(second.path("refresh_token").asText())
                .isNotEmpty()
                .isNotEqualTo(first.path("refresh_token").asText());
        assertThat(WORLD.fhir("/Patient", first.path("access_token").asText()).statusCode())
                .isEqualTo(401);
        JsonNode narrowed = json(WORLD.token(plus(
                plus(form, "refresh_token", second.path("refresh_token").asText()),
                "scope",
                "patient/Observation.rs")));
        assertThat(narrowed.path("scope").asText()).isEqualTo("patient/Observation.rs");
    }

    @Test
    void online_access_ends_with_the_session() {
        String app = WORLD.publicApp();
        Browser browser = WORLD.browser().as("ann");
        String code = WORLD.approve(browser, WORLD.request(app, "launch/patient online_access patient/*.rs"), "")
                .get("code");
        JsonNode token = json(WORLD.token(WORLD.exchange(app, code)));
        browser.get("/login/gone");
        HttpResponse<String> refreshed = WORLD.token(Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                app,
                "refresh_token",
                token.path("refresh_token").asText()));
        assertThat(SmartWorld.error(refreshed)).isEqualTo("invalid_grant");
    }

    @Test
    void a_confidential_app_proves_itself_by_its_secret_in_header_or_body() {
        ClientRegistrations.Registered app = WORLD.secretApp(SmartWorld.APP_SCOPES);
        String id = app.client().id();
        Map<String, String> request = WORLD.request(id, "launch/patient patient/*.rs");
        String code = WORLD.approve(WORLD.browser().as("ann"), request, "").get("code");
        HttpResponse<String> byHeader =
                WORLD.form("/oauth2/token", without(WORLD.exchange(id, code), "client_id"), basic(app));
        assertThat(byHeader.statusCode()).as(byHeader.body()).isEqualTo(200);
        String again = WORLD.approve(WORLD.browser().as("ann"), request, "").get("code");
        HttpResponse<String> byBody = WORLD.token(plus(WORLD.exchange(id, again), "client_secret", app.secret()));
        assertThat(byBody.statusCode()).as(byBody.body()).isEqualTo(200);
    }

    @Test
    void a_rotated_secret_leaves_the_old_one_time_to_go() {
        ClientRegistrations.Registered app = WORLD.secretApp(List.of("system/*.rs", "patient/*.rs"));
        Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", "system/Patient.rs");
        String fresh = WORLD.clients().rotateSecret(app.client().id(), java.time.Duration.ofMinutes(1));
        assertThat(WORLD.form("/oauth2/token", form, basic(app)).statusCode()).isEqualTo(200);
        assertThat(WORLD.form("/oauth2/token", form, basic(new ClientRegistrations.Registered(app.client(), fresh)))
                        .statusCode())
                .isEqualTo(200);
        WORLD.clients().rotateSecret(app.client().id(), java.time.Duration.ZERO);
        assertThat(WORLD.form("/oauth2/token", form, basic(app)).statusCode()).isEqualTo(401);
    }

    @Test
    void introspection_tells_scope_client_and_context_and_of_the_rest_nothing() {
        ClientRegistrations.Registered app = WORLD.secretApp(SmartWorld.APP_SCOPES);
        String id = app.client().id();
        String code = WORLD.approve(
                        WORLD.browser().as("ann"), WORLD.request(id, "openid fhirUser launch/patient patient/*.rs"), "")
                .get("code");
        JsonNode token = json(WORLD.form("/oauth2/token", WORLD.exchange(id, code), basic(app)));
        String value = token.path("access_token").asText();
        JsonNode told = json(WORLD.form("/oauth2/introspect", Map.of("token", value), basic(app)));
        assertThat(told.path("active").asBoolean()).isTrue();
        assertThat(told.path("client_id").asText()).isEqualTo(id);
        assertThat(told.path("scope").asText()).contains("patient/*.rs");
        assertThat(told.path("patient").asText()).isEqualTo(WORLD.ann);
        assertThat(told.path("sub").asText()).isEqualTo(WORLD.subject("ann"));
        assertThat(told.path("fhirUser").asText()).endsWith("/Patient/" + WORLD.ann);
        assertThat(told.path("exp").isNumber()).isTrue();
        JsonNode byBearer = json(WORLD.form("/oauth2/introspect", Map.of("token", value), "Bearer " + value));
        assertThat(byBearer.path("active").asBoolean()).isTrue();
        assertThat(WORLD.form("/oauth2/revoke", Map.of("token", value), basic(app))
                        .statusCode())
                .isEqualTo(200);
        assertThat(WORLD.form("/oauth2/introspect", Map.of("token", value), basic(app))
                        .body())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void a_public_app_revokes_its_refresh_token_and_with_it_everything() {
        String app = WORLD.publicApp();
        JsonNode token = WORLD.launched("ann", app, "launch/patient offline_access patient/*.rs", "");
        HttpResponse<String> revoked = WORLD.form(
                "/oauth2/revoke", Map.of("token", token.path("refresh_token").asText(), "client_id", app), "");
        assertThat(revoked.statusCode()).isEqualTo(200);
        assertThat(WORLD.fhir("/Patient", token.path("access_token").asText()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void an_app_may_ask_which_visit_it_is_about() {
        String app = WORLD.publicApp();
        String visit = WORLD.encounter(WORLD.ann);
        Browser browser = WORLD.browser().as("ann");
        Map<String, String> request = WORLD.request(app, "launch/patient launch/encounter patient/*.rs");
        HttpResponse<String> page = browser.get(Browser.location(WORLD.authorize(browser, request)));
        assertThat(page.body()).contains(visit);
        HttpResponse<String> back = browser.post(
                "/oauth2/consent",
                Map.of(
                        "request",
                        Browser.handle(page),
                        "decision",
                        "allow",
                        "encounter",
                        visit,
                        "scope",
                        String.join("\u0000", request.get("scope").split(" "))));
        JsonNode token = json(WORLD.token(
                WORLD.exchange(app, Browser.query(Browser.location(back)).get("code"))));
        assertThat(token.path("encounter").asText()).isEqualTo(visit);
    }

    @Test
    void a_known_token_is_verified_without_a_look_into_the_database() {
        String token = WORLD.launched("ann", WORLD.publicApp(), "launch/patient patient/*.rs", "")
                .path("access_token")
                .asText();
        TokenVerifier verifier = WORLD.server.part(TokenVerifier.class);
        verifier.verify(token);
        for (int i = 0; i < 20_000; i++) {
            verifier.verify(token);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            verifier.verify(token);
        }
        long each = (System.nanoTime() - start) / 20_000;

        assertThat(each).isLessThan(30_000);
    }
}
