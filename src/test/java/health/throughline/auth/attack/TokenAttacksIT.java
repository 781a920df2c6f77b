package health.throughline.auth.attack;

import static health.throughline.auth.SmartWorld.WORLD;
import static health.throughline.auth.SmartWorld.basic;
import static health.throughline.auth.SmartWorld.error;
import static health.throughline.auth.SmartWorld.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.throughline.auth.Browser;
import health.throughline.auth.SmartWorld;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.auth.token.Grants;
import health.throughline.store.sql.Database;
import health.throughline.store.sql.Sql;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups A1 to A3, A12, A13 and A17 of the catalogue, as far as they are about tokens of this server. */
class TokenAttacksIT {

    private static final String SCOPE = "openid launch/patient offline_access patient/*.rs";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "' OR 1=1 --",
                "../../../../etc/passwd"
            })
    void A01_a_made_up_token_opens_nothing(String token) {
        HttpResponse<String> answer = WORLD.fhir("/Patient/" + WORLD.ann, token);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
        assertThat(answer.body()).doesNotContain("Anders").contains("OperationOutcome");
    }

    @Test
    void without_a_token_only_metadata_and_discovery_are_told() {
        Browser browser = WORLD.browser();
        assertThat(browser.get(WORLD.fhir + "/metadata").statusCode()).isEqualTo(200);
        assertThat(browser.get(WORLD.fhir + "/.well-known/smart-configuration").statusCode())
                .isEqualTo(200);
        for (String path :
                List.of("/Patient", "/Patient/" + WORLD.ann, "/metadata/x", "/Patient/metadata", "/$export", "/")) {
            assertThat(browser.get(WORLD.fhir + path).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(browser.post(WORLD.fhir + "/metadata", Map.of()).statusCode())
                .isEqualTo(401);
        assertThat(browser.get(WORLD.fhir + "/Patient?access_token=x").statusCode())
                .isEqualTo(401);
    }

    @Test
    void A02_no_other_token_is_an_access_token() {
        JsonNode token = WORLD.launched("ann", WORLD.publicApp(), SCOPE, "");
        assertThat(WORLD.fhir("/Patient", token.path("id_token").asText()).statusCode())
                .isEqualTo(401);
        assertThat(WORLD.fhir("/Patient", token.path("refresh_token").asText()).statusCode())
                .isEqualTo(401);
        String app = WORLD.publicApp();
        String code = WORLD.approve(WORLD.browser().as("ann"), WORLD.request(app, SCOPE), "")
                .get("code");
        assertThat(WORLD.fhir("/Patient", code).statusCode()).isEqualTo(401);
    }

    @Test
    void A02_an_expired_token_opens_nothing_though_it_was_kept_in_memory() {
        JsonNode token = WORLD.launched("ann", WORLD.publicApp(), SCOPE, "");
        String value = token.path("access_token").asText();
        WORLD.server
                .part(Database.class)
                .update(
                        "test",
                        Sql.of("UPDATE auth_token SET expires = now() - interval '1 second' WHERE kind = 'ACCESS'"));
        assertThat(WORLD.fhir("/Patient", value).statusCode()).isEqualTo(401);
    }

    @Test
    void A03_what_ends_is_over_at_once() {
        String app = WORLD.publicApp();
        String first = opened("ann", app);
        WORLD.clients().enable(app, false);
        assertThat(WORLD.fhir("/Patient", first).statusCode()).isEqualTo(401);
        WORLD.clients().enable(app, true);
        assertThat(WORLD.fhir("/Patient", first).statusCode()).isEqualTo(200);
        String subject = WORLD.account(
                "leaver",
                health.throughline.record.access.Role.CLINICAL_LEAD,
                new health.throughline.fhir.ResourceKey("Practitioner", "leaver"));
        String second = json(WORLD.token(WORLD.exchange(
                        app,
                        WORLD.approve(WORLD.browser().as("leaver"), WORLD.request(app, "openid user/*.rs"), "")
                                .get("code"))))
                .path("access_token")
                .asText();
        assertThat(WORLD.fhir("/Patient", second).statusCode()).isEqualTo(200);
        WORLD.accounts().disable(subject);
        assertThat(WORLD.fhir("/Patient", second).statusCode()).isEqualTo(401);
        String third = opened("ann", app);
        Grants grants = WORLD.server.part(Grants.class);
        grants.of(WORLD.subject("ann")).forEach(grant -> grants.end(grant.id()));
        assertThat(WORLD.fhir("/Patient", third).statusCode()).isEqualTo(401);
    }

    @Test
    void A03_a_scope_taken_from_the_client_is_taken_from_its_tokens() {
        String app = WORLD.publicApp();
        String token = opened("ann", app);
        var terms = WORLD.clients().find(app).orElseThrow().terms();
        WORLD.clients()
                .update(
                        app,
                        health.throughline.auth.client.ClientDraft.of(
                                terms.name(),
                                terms.kind(),
                                terms.redirectUris(),
                                List.of("openid", "patient/Task.rs")));
        assertThat(WORLD.fhir("/Observation", token).statusCode()).isEqualTo(403);
    }

    private static String opened(String user, String app) {
        String token = WORLD.launched(user, app, SCOPE, "").path("access_token").asText();
        assertThat(WORLD.fhir("/Patient", token).statusCode()).isEqualTo(200);
        return token;
    }

    @Test
    void A12_a_refresh_token_used_twice_ends_all_that_followed() {
        String app = WORLD.publicApp();
        JsonNode first = WORLD.launched("ann", app, SCOPE, "");
        Map<String, String> form = refresh(app, first);
        JsonNode second = json(WORLD.token(form));
        assertThat(WORLD.fhir("/Patient", second.path("access_token").asText()).statusCode())
                .isEqualTo(200);
        assertThat(error(WORLD.token(form))).isEqualTo("invalid_grant");
        assertThat(WORLD.fhir("/Patient", second.path("access_token").asText()).statusCode())
                .isEqualTo(401);
        assertThat(error(WORLD.token(refresh(app, second)))).isEqualTo("invalid_grant");
    }

    @Test
    void A12_a_refresh_token_is_of_no_use_to_another_client() {
        JsonNode token = WORLD.launched("ann", WORLD.publicApp(), SCOPE, "");
        assertThat(error(WORLD.token(refresh(WORLD.publicApp(), token)))).isEqualTo("invalid_grant");
    }

    private static Map<String, String> refresh(String app, JsonNode token) {
        return Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                app,
                "refresh_token",
                token.path("refresh_token").asText());
    }

    @Test
    void A13_of_foreign_tokens_an_ordinary_client_learns_nothing() {
        String token = WORLD.launched("ann", WORLD.publicApp(), SCOPE, "")
                .path("access_token")
                .asText();
        ClientRegistrations.Registered other = WORLD.secretApp(List.of("system/*.rs", "patient/*.rs"));
        assertThat(WORLD.form("/oauth2/introspect", Map.of("token", token), basic(other))
                        .body())
                .isEqualTo("{\"active\":false}");
        ClientRegistrations.Registered privileged =
                WORLD.secretApp(List.of("https://throughline.example/scopes/introspect", "patient/*.rs"));
        assertThat(json(WORLD.form("/oauth2/introspect", Map.of("token", token), basic(privileged)))
                        .path("active")
                        .asBoolean())
                .isTrue();
        assertThat(WORLD.form("/oauth2/introspect", Map.of("token", token), "").statusCode())
                .isEqualTo(401);
        assertThat(WORLD.form("/oauth2/introspect", Map.of("token", token, "client_id", WORLD.publicApp()), "")
                        .statusCode())
                .isEqualTo(401);
        assertThat(WORLD.form("/oauth2/introspect", Map.of("token", token), "Bearer made-up")
                        .statusCode())
                .isEqualTo(401);
        assertThat(WORLD.form("/oauth2/introspect", Map.of("token", "made-up"), basic(other))
                        .body())
                .isEqualTo("{\"active\":false}");
    }

    @Test
    void A13_a_foreign_token_is_not_revoked() {
        String token = WORLD.launched("ann", WORLD.publicApp(), SCOPE, "")
                .path("access_token")
                .asText();
        WORLD.form("/oauth2/revoke", Map.of("token", token, "client_id", WORLD.publicApp()), "");
        assertThat(WORLD.fhir("/Patient", token).statusCode()).isEqualTo(200);
    }

    @Test
    void A14_a_parameter_of_a_token_request_that_occurs_twice_is_refused() {
        ClientRegistrations.Registered app = WORLD.secretApp(List.of("system/*.rs", "patient/*.rs"));
        for (String twice : List.of("scope=system/*.rs&scope=system/Patient.rs", "scope=system/*.rs&grant_type=x")) {
            HttpResponse<String> answer = WORLD.browser()
                    .send(HttpRequest.newBuilder(URI.create(WORLD.issuer + "/oauth2/token"))
                            .header("Authorization", basic(app))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&" + twice)));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(error(answer)).isEqualTo("invalid_request");
        }
    }

    @Test
    void A14_credentials_in_the_url_and_two_proofs_at_once_are_refused() {
        ClientRegistrations.Registered app = WORLD.secretApp(List.of("system/*.rs", "patient/*.rs"));
        Map<String, String> form = Map.of("grant_type", "client_credentials", "scope", "system/*.rs");
        assertThat(WORLD.form("/oauth2/token?client_secret=" + app.secret(), form, "")
                        .statusCode())
                .isEqualTo(400);
        assertThat(WORLD.form("/oauth2/token", SmartWorld.plus(form, "client_secret", app.secret()), basic(app))
                        .statusCode())
                .isEqualTo(400);
    }
}
