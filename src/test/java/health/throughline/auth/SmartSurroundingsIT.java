package health.throughline.auth;

import static health.throughline.auth.SmartWorld.WORLD;
import static health.throughline.auth.SmartWorld.basic;
import static health.throughline.auth.SmartWorld.json;
import static health.throughline.auth.SmartWorld.plus;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.JWKSet;
import health.throughline.auth.client.ClientRegistrations;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is around a launch: discovery, EHR launch, cross-origin calls, registration by administrators, taking it back. */
class SmartSurroundingsIT {

    private static HttpResponse<String> send(
            Browser browser, String method, String url, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.startsWith("/") ? WORLD.issuer + url : url))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return browser.send(headers.length == 0 ? request : request.headers(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/fhir+xml", "*/*", "x"})
    void discovery_is_json_for_everybody_whatever_they_accept(String accept) {
        HttpResponse<String> answer = send(
                WORLD.browser(),
                "GET",
                WORLD.fhir + "/.well-known/smart-configuration",
                "",
                "Accept",
                accept,
                "Origin",
                "https://anywhere.example");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        JsonNode document = json(answer);
        assertThat(document.path("issuer").asText()).isEqualTo(WORLD.issuer);
        for (String url : List.of(
                "jwks_uri",
                "authorization_endpoint",
                "token_endpoint",
                "introspection_endpoint",
                "revocation_endpoint",
                "management_endpoint")) {
            assertThat(document.path(url).asText()).as(url).startsWith(WORLD.issuer + "/");
        }
        assertThat(document.path("code_challenge_methods_supported").toString()).isEqualTo("[\"S256\"]");
        assertThat(document.path("grant_types_supported").toString())
                .contains("authorization_code", "client_credentials");
        assertThat(document.path("capabilities").toString())
                .contains("launch-ehr", "launch-standalone", "permission-v1", "permission-v2", "authorize-post");
        assertThat(document.path("token_endpoint_auth_signing_alg_values_supported")
                        .toString())
                .contains("RS384", "ES384");
    }

    @Test
    void discovery_does_not_believe_the_host_a_request_names() {
        HttpResponse<String> answer = send(
                WORLD.browser(),
                "GET",
                "/.well-known/openid-configuration",
                "",
                "X-Forwarded-Host",
                "evil.example",
                "X-Forwarded-Proto",
                "https",
                "Forwarded",
                "host=evil.example");
        assertThat(answer.body()).doesNotContain("evil");
        assertThat(json(answer).path("id_token_signing_alg_values_supported").toString())
                .contains("RS256");
        assertThat(WORLD.browser()
                        .get("/.well-known/oauth-authorization-server")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void every_scope_that_discovery_lists_is_understood() {
        JsonNode scopes = json(WORLD.browser().get("/fhir/.well-known/smart-configuration"))
                .path("scopes_supported");
        assertThat(scopes.size()).isGreaterThan(100);
        scopes.forEach(scope -> assertThat(health.throughline.auth.scope.SmartScopes.unknown(List.of(scope.asText())))
                .isEmpty());
    }

    @Test
    void a_member_of_staff_launches_an_app_with_what_is_before_them() {
        String app = WORLD.publicApp();
        Browser browser = WORLD.browser().as("lead");
        String body = "{\"client_id\":\"" + app + "\",\"patient\":\"" + WORLD.bob
                + "\",\"intent\":\"reconcile\",\"need_patient_banner\":false,\"smart_style_url\":\"https://x.example/s\","
                + "\"fhirContext\":[{\"reference\":\"ImagingStudy/1\"}]}";
        HttpResponse<String> launched = send(
                browser, "POST", "/smart/launch", body, "Content-Type", "application/json", "Origin", WORLD.issuer);
        assertThat(launched.statusCode()).as(launched.body()).isEqualTo(201);
        assertThat(json(launched).path("url").asText()).startsWith("https://app.example/launch?iss=");
        Map<String, String> request = plus(
                WORLD.request(app, "launch openid fhirUser patient/*.rs"),
                "launch",
                json(launched).path("launch").asText());
        JsonNode token = json(WORLD.token(
                WORLD.exchange(app, WORLD.approve(browser, request, "").get("code"))));
        assertThat(token.path("patient").asText()).isEqualTo(WORLD.bob);
        assertThat(token.path("intent").asText()).isEqualTo("reconcile");
        assertThat(token.path("need_patient_banner").asBoolean(true)).isFalse();
        assertThat(token.path("smart_style_url").asText()).isEqualTo("https://x.example/s");
        assertThat(token.path("fhirContext").path(0).path("reference").asText()).isEqualTo("ImagingStudy/1");
    }

    @Test
    void an_ehr_launches_for_a_user_with_a_token_that_may() {
        String app = WORLD.publicApp();
        ClientRegistrations.Registered ehr =
                WORLD.secretApp(List.of("https://throughline.example/scopes/launch", "patient/*.rs", "system/*.rs"));
        String may = json(WORLD.form(
                        "/oauth2/token",
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "scope",
                                "https://throughline.example/scopes/launch"),
                        basic(ehr)))
                .path("access_token")
                .asText();
        String mayNot = json(WORLD.form(
                        "/oauth2/token",
                        Map.of("grant_type", "client_credentials", "scope", "system/*.rs"),
                        basic(ehr)))
                .path("access_token")
                .asText();
        String body = "{\"client_id\":\"" + app + "\",\"patient\":\"" + WORLD.bob + "\",\"user\":\""
                + WORLD.subject("lead") + "\"}";
        Browser browser = WORLD.browser();
        assertThat(send(browser, "POST", "/smart/launch", body, "Authorization", "Bearer " + may)
                        .statusCode())
                .isEqualTo(201);
        assertThat(send(browser, "POST", "/smart/launch", body, "Authorization", "Bearer " + mayNot)
                        .statusCode())
                .isEqualTo(401);
        String unseen = body.replace(WORLD.subject("lead"), WORLD.subject("peer"));
        assertThat(send(browser, "POST", "/smart/launch", unseen, "Authorization", "Bearer " + may)
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_page_elsewhere_cannot_launch_with_a_users_session() {
        Browser browser = WORLD.browser().as("lead");
        String body = "{\"client_id\":\"" + WORLD.publicApp() + "\"}";
        assertThat(send(browser, "POST", "/smart/launch", body, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(
                                browser,
                                "POST",
                                "/smart/launch",
                                body,
                                "Content-Type",
                                "application/json",
                                "Origin",
                                "https://evil.example")
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(browser, "POST", "/smart/launch", body, "Content-Type", "text/plain", "Origin", WORLD.issuer)
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth2/token", "/fhir/Patient"})
    void pages_of_registered_origins_may_call_and_no_others(String path) {
        WORLD.publicApp();
        String method = path.contains("token") ? "POST" : "GET";
        HttpResponse<String> allowed = send(
                WORLD.browser(),
                "OPTIONS",
                path,
                "",
                "Origin",
                "https://app.example",
                "Access-Control-Request-Method",
                method);
        assertThat(allowed.statusCode()).isEqualTo(204);
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(allowed.headers().allValues("Vary")).contains("Origin");
        assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization");
        assertThat(allowed.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("X-Progress");
        for (String origin : List.of(
                "null",
                "https://evil.example",
                "https://app.example.evil.example",
                "http://app.example",
                "https://APP.example:444")) {
            HttpResponse<String> refused = send(WORLD.browser(), "OPTIONS", path, "", "Origin", origin);
            assertThat(refused.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(origin)
                    .isEmpty();
        }
    }

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    @Test
    void a_user_sees_their_apps_and_takes_access_back() {
        WORLD.account(
                "owner",
                health.throughline.record.access.Role.CLIENT,
                new health.throughline.fhir.ResourceKey("Patient", WORLD.bob));
        String app = WORLD.publicApp();
        JsonNode token = WORLD.launched("owner", app, "launch/patient offline_access patient/*.rs", "");
        Browser browser = WORLD.browser().as("owner");
        HttpResponse<String> page = browser.get("/account/apps");
        assertThat(page.body()).contains("See anything in this person");
        Matcher csrf = TOKEN.matcher(page.body());
        assertThat(csrf.find()).isTrue();
        assertThat(browser.post("/account/apps", Map.of("client", app)).statusCode())
                .isEqualTo(403);
        assertThat(WORLD.fhir("/Patient", token.path("access_token").asText()).statusCode())
                .isEqualTo(200);
        browser.post("/account/apps", Map.of("client", app, "_csrf", csrf.group(1)));
        assertThat(WORLD.fhir("/Patient", token.path("access_token").asText()).statusCode())
                .isEqualTo(401);
        assertThat(Browser.location(WORLD.authorize(browser, WORLD.request(app, "launch/patient patient/*.rs"))))
                .startsWith("/oauth2/consent");
    }

    @Test
    void an_administrator_registers_clients_and_rotates_keys_and_nobody_else_does() {
        String good = "{\"name\":\"App\",\"kind\":\"symmetric\",\"redirectUris\":[\"https://a.example/cb\"],"
                + "\"scopes\":[\"patient/*.rs\"]}";
        Browser admin = WORLD.browser().as("root");
        String token = json(admin.get("/admin/api/session")).path("token").asText();
        String[] headers = {"Content-Type", "application/json", "X-CSRF-TOKEN", token};
        HttpResponse<String> created = send(admin, "POST", "/admin/api/clients", good, headers);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(json(created).path("secret").asText()).hasSizeGreaterThan(40);
        String id = json(created).path("clientId").asText();
        assertThat(admin.get("/admin/api/clients/" + id).body())
                .doesNotContain(json(created).path("secret").asText());
        for (String wrong : List.of(
                good.replace("https://a", "http://a"),
                good.replace("patient/*.rs", "patient/Observation.rs?code:in=x"),
                good.replace("patient/*.rs", "patient/Observation.rs?subject.name=x"),
                good.replace("symmetric", "magic"),
                good.replace("\"App\"", "\"\""))) {
            assertThat(send(admin, "POST", "/admin/api/clients", wrong, headers).statusCode())
                    .isEqualTo(422);
        }
        assertThat(send(admin, "POST", "/admin/api/clients/" + id + "/disable", "", headers)
                        .statusCode())
                .isEqualTo(200);
        assertThat(WORLD.clients().enabled(id)).isEmpty();
        int keys = jwks();
        assertThat(send(admin, "POST", "/admin/api/keys", "", headers).statusCode())
                .isEqualTo(200);
        assertThat(jwks()).isEqualTo(keys + 1);
        assertThat(send(admin, "POST", "/admin/api/clients", good, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(403);
        assertThat(WORLD.browser().as("lead").get("/admin/api/clients").statusCode())
                .isEqualTo(403);
        assertThat(WORLD.browser().get("/admin/api/clients").statusCode()).isIn(302, 303, 401, 403);
    }

    private static int jwks() {
        try {
            return JWKSet.parse(WORLD.browser().get("/oauth2/jwks").body())
                    .getKeys()
                    .size();
        } catch (java.text.ParseException e) {
            throw new IllegalStateException(e);
        }
    }
}
