package health.throughline.auth.attack;

import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.auth.Browser;
import health.throughline.auth.SmartWorld;
import health.throughline.auth.client.ClientRegistrations;
import health.throughline.testing.Json;
import health.throughline.testing.OwnServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups A13, A16 and A17 of the catalogue: apps that register themselves, and trying out. */
class RegistrationAttacksIT {

    private static final OwnServer SERVER = OwnServer.secured(
            "--throughline.smart.dynamic-registration=true", "--throughline.smart.failures-per-minute=60");
    private static final String GOOD = "{'client_name':'App','redirect_uris':['https://app.example/cb'],"
            + "'token_endpoint_auth_method':'none','scope':'launch/patient patient/*.rs'}";

    private static HttpResponse<String> register(String body) {
        return new Browser(SERVER.root())
                .send(HttpRequest.newBuilder(URI.create(SERVER.root() + "/oauth2/register"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    @Test
    void A16_registration_is_off_unless_the_operator_wants_it() {
        HttpResponse<String> answer = SmartWorld.WORLD
                .browser()
                .send(HttpRequest.newBuilder(URI.create(SmartWorld.WORLD.issuer + "/oauth2/register"))
                        .POST(HttpRequest.BodyPublishers.ofString(GOOD.replace('\'', '"'))));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(SmartWorld.WORLD
                        .browser()
                        .get("/fhir/.well-known/smart-configuration")
                        .body())
                .doesNotContain("registration_endpoint");
    }

    @Test
    void A16_an_app_that_registers_itself_can_do_nothing_until_an_administrator_lets_it() {
        HttpResponse<String> answer = register(GOOD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String id = SmartWorld.json(answer).path("client_id").asText();
        assertThat(SERVER.part(ClientRegistrations.class).find(id).orElseThrow().enabled())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'client_name':'App','redirect_uris':['http://app.example/cb'],'token_endpoint_auth_method':'none','scope':'patient/*.rs'}",
                "{'client_name':'App','redirect_uris':['javascript:alert(1)'],'token_endpoint_auth_method':'none','scope':'patient/*.rs'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb#x'],'token_endpoint_auth_method':'none','scope':'patient/*.rs'}",
                "{'client_name':'App','redirect_uris':['https://*.example/cb'],'token_endpoint_auth_method':'none','scope':'patient/*.rs'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'system/*.rs'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'patient/*.rs system/*.cruds'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'patient/*.rs https://throughline.example/scopes/introspect'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'patient/Observation.rs?code:in=x'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'admin'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'patient/*.rs','grant_types':['client_credentials']}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'patient/*.rs','token_endpoint_auth_method':'private_key_jwt','jwks_uri':'http://169.254.169.254/latest'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'patient/*.rs','token_endpoint_auth_method':'private_key_jwt','jwks_uri':'https://169.254.169.254/latest'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'patient/*.rs','token_endpoint_auth_method':'private_key_jwt','jwks_uri':'https://[::ffff:127.0.0.1]/x'}",
                "{'client_name':'App','redirect_uris':['https://app.example/cb'],'scope':'patient/*.rs','token_endpoint_auth_method':'private_key_jwt','jwks_uri':'file:///etc/passwd'}",
                "{'client_name':'','redirect_uris':['https://app.example/cb'],'scope':'patient/*.rs'}",
                "not json",
                "[]"
            })
    void A16_metadata_that_reach_too_far_are_refused(String body) {
        HttpResponse<String> answer = register(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }

    @Test
    void A16_ten_megabytes_of_metadata_are_refused() {
        String body = GOOD.replace("'App'", "'" + "x".repeat(10_000_000) + "'");
        assertThat(register(body).statusCode()).isIn(400, 413);
    }

    @Test
    void A13_and_A17_who_tries_out_secrets_and_tokens_must_wait() {
        OwnServer server = OwnServer.secured("--throughline.smart.failures-per-minute=10");
        Browser browser = new Browser(server.root());
        Map<String, String> form =
                Map.of("grant_type", "client_credentials", "client_id", "guess", "client_secret", Json.unique("x"));
        for (int i = 0; i < 10; i++) {
            assertThat(browser.post("/oauth2/token", form).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> limited = browser.post("/oauth2/token", form);
        assertThat(limited.statusCode()).isEqualTo(429);
        assertThat(limited.headers().firstValue("Retry-After")).isPresent();
        assertThat(browser.post("/oauth2/introspect", Map.of("token", "x")).statusCode())
                .isEqualTo(429);
    }
}
