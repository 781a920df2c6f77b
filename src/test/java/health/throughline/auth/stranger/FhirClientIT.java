package health.throughline.auth.stranger;

import static health.throughline.auth.SmartWorld.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import health.throughline.auth.SmartWorld;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.auth.launch.LaunchContext;
import health.throughline.auth.launch.Launches;
import health.throughline.fhir.FhirJson;
import health.throughline.testing.AccountServer;
import health.throughline.testing.Chromium;
import health.throughline.testing.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An app made of npm's fhirclient, in a browser.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html">SMART 2.2, app launch</a>
 */
@Tag("browser")
class FhirClientIT {

    private static final Path PICTURES = SmartApp.FETCHED.resolve("pictures");
    private static final String SCOPE = "openid fhirUser launch/patient offline_access patient/*.rs";

    private final SmartApp app = new SmartApp();
    private final String name = Json.unique("Mood diary ");
    private final Chromium browser = new Chromium();

    @BeforeAll
    static void people_have_passwords() {
        Records.password("lead");
        Records.password("ann");
    }

    @AfterEach
    void end() {
        browser.close();
        app.stop();
    }

    private ClientDraft draft(ClientKind kind) {
        return ClientDraft.of(name, kind, List.of(app.at("/index.html")), SmartWorld.APP_SCOPES)
                .withLaunch(app.at("/launch.html"), List.of(app.origin()));
    }

    private String publicApp(String scope) {
        String id = WORLD.clients().create(draft(ClientKind.PUBLIC)).client().id();
        app.settings(id, scope, WORLD.fhir, FhirJson.object());
        return id;
    }

    private FhirClientIT signIn(String name) {
        browser.shows("Sign in")
                .type("User name", name)
                .type("Password", AccountServer.PASSWORD)
                .press("Sign in");
        return this;
    }

    private void isReady() {
        browser.shows("A SMART app")
                .waitUntil("app that is ready", () -> browser.text().contains("Ready"));
        assertThat(browser.url()).startsWith(app.at("/index.html"));
    }

    private JsonNode asks(String query) {
        return browser.promise("return await window.client.request(arguments[0])", query);
    }

    private String patient() {
        return browser.script("return window.client.patient.id").asText();
    }

    /** All the way to an app that may read Bob's record. */
    private void launchedForBob() {
        publicApp(SCOPE);
        browser.open(app.at("/launch.html"));
        signIn("lead");
        browser.shows("Choose a client").press("Choose Bob Berg");
        browser.shows("Allow access?").press("Allow");
        isReady();
    }

    @Test
    void a_clinician_signs_in_chooses_a_client_and_lets_the_app_read() {
        String pulse = Records.pulse(WORLD.bob, 72);
        Records.pulse(WORLD.ann, 60);
        publicApp(SCOPE);
        browser.open(app.at("/launch.html")).shows("Sign in").screenshot(PICTURES.resolve("sign-in.png"));
        signIn("lead");
        browser.shows("Choose a client").screenshot(PICTURES.resolve("picker.png"));
        browser.press("Choose Bob Berg").shows("Allow access?").screenshot(PICTURES.resolve("consent.png"));
        browser.press("Allow");
        isReady();
        assertThat(patient()).isEqualTo(WORLD.bob);
        assertThat(browser.promise("return (await window.client.patient.read()).name[0].family")
                        .asText())
                .isEqualTo("Berg");
        JsonNode found = asks("Observation?code=http://loinc.org|8867-4");
        assertThat(found.findValuesAsText("fullUrl")).containsExactly(WORLD.fhir + "/Observation/" + pulse);
        assertThat(browser.script("return window.client.user.fhirUser").asText())
                .endsWith("Practitioner/lead");
        assertThat(asks("Patient/" + WORLD.ann).path("failed").asText()).contains("404");
    }

    @Test
    void a_client_of_the_programme_is_asked_for_nobody_else() {
        publicApp("launch/patient patient/*.rs");
        browser.open(app.at("/launch.html"));
        signIn("ann");
        browser.shows("Allow access?").press("Allow");
        isReady();
        assertThat(patient()).isEqualTo(WORLD.ann);
    }

    @Test
    void what_was_allowed_before_is_not_asked_again() {
        launchedForBob();
        browser.open(app.at("/launch.html")).shows("Choose a client").press("Choose Bob Berg");
        isReady();
        browser.open(WORLD.issuer + "/account").press("Sign out");
        browser.shows("Sign in").open(app.at("/launch.html"));
        signIn("lead");
        browser.shows("Choose a client").press("Choose Bob Berg");
        isReady();
        assertThat(patient()).isEqualTo(WORLD.bob);
        browser.open(app.at("/launch.html")).shows("Choose a client").press("Choose Ann Anders");
        browser.shows("Allow access?").press("Allow");
        isReady();
        assertThat(patient()).isEqualTo(WORLD.ann);
    }

    @Test
    void an_app_launched_from_a_chart_knows_whose_it_is() {
        String client = publicApp("openid fhirUser launch patient/*.rs");
        String handle =
                WORLD.server.part(Launches.class).mint(client, WORLD.subject("lead"), LaunchContext.of(WORLD.bob, ""));
        browser.open(app.at("/launch.html?iss=" + WORLD.fhir + "&launch=" + handle));
        signIn("lead");
        browser.shows("Allow access?").press("Allow");
        isReady();
        assertThat(patient()).isEqualTo(WORLD.bob);
        assertThat(browser.script("return window.client.state.tokenResponse.need_patient_banner")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void the_app_renews_its_token_and_goes_on() {
        launchedForBob();
        JsonNode tokens = browser.promise("const before = window.client.state.tokenResponse.access_token;"
                + "await window.client.refresh();"
                + "return [before, window.client.state.tokenResponse.access_token]");
        assertThat(tokens.path(0).asText())
                .as(tokens.toString())
                .isNotEmpty()
                .isNotEqualTo(tokens.path(1).asText());
        assertThat(asks("Patient/" + WORLD.bob).path("id").asText()).isEqualTo(WORLD.bob);
    }

    @Test
    void what_is_taken_back_on_the_page_of_apps_is_gone_with_the_next_request() {
        launchedForBob();
        String token = browser.script("return window.client.state.tokenResponse.access_token")
                .asText();
        browser.open(WORLD.issuer + "/account/apps").shows("Your apps");
        browser.screenshot(PICTURES.resolve("apps.png"));
        browser.press("Take it back from " + name)
                .waitUntil("page without the app", () -> !browser.text().contains(name));
        browser.open(app.at("/index.html"));
        isReady();
        assertThat(asks("Patient/" + WORLD.bob).path("failed").asText()).containsAnyOf("401", "expired");
        assertThat(WORLD.fhir("/Patient/" + WORLD.bob, token).statusCode()).isEqualTo(401);
    }

    @Test
    void an_app_that_is_not_allowed_is_told_so() {
        publicApp(SCOPE);
        browser.open(app.at("/launch.html"));
        signIn("ann");
        browser.shows("Allow access?").press("Do not allow");
        browser.shows("A SMART app").waitUntil("refusal", () -> browser.text().contains("Failed: access_denied"));
    }

    @Test
    void an_app_with_a_secret_proves_itself_by_it() {
        var registered = WORLD.clients().create(draft(ClientKind.SYMMETRIC));
        ObjectNode secret = FhirJson.object().put("clientSecret", registered.secret());
        app.settings(registered.client().id(), SCOPE, WORLD.fhir, secret);
        provesItself();
    }

    @Test
    void an_app_with_an_elliptic_key_at_a_url_proves_itself_by_it() throws JOSEException {
        JWK key = new ECKeyGenerator(Curve.P_384)
                .keyID("ec")
                .algorithm(JWSAlgorithm.ES384)
                .generate();
        app.with("/jwks.json", new JWKSet(key.toPublicJWK()).toString());
        ClientDraft draft = draft(ClientKind.ASYMMETRIC).withKeys(app.at("/jwks.json"), "");
        ObjectNode keys = FhirJson.object().put("clientPublicKeySetUrl", app.at("/jwks.json"));
        keys.set("clientPrivateJwk", FhirJson.parse(key.toJSONString().getBytes(StandardCharsets.UTF_8)));
        app.settings(WORLD.clients().create(draft).client().id(), SCOPE, WORLD.fhir, keys);
        provesItself();
    }

    @Test
    void an_app_with_a_registered_rsa_key_proves_itself_by_it() throws JOSEException {
        JWK key = new RSAKeyGenerator(2048)
                .keyID("rsa")
                .algorithm(JWSAlgorithm.RS384)
                .generate();
        ClientDraft draft = draft(ClientKind.ASYMMETRIC).withKeys("", new JWKSet(key.toPublicJWK()).toString());
        ObjectNode keys = FhirJson.object();
        keys.set("clientPrivateJwk", FhirJson.parse(key.toJSONString().getBytes(StandardCharsets.UTF_8)));
        app.settings(WORLD.clients().create(draft).client().id(), SCOPE, WORLD.fhir, keys);
        provesItself();
    }

    private void provesItself() {
        browser.open(app.at("/launch.html"));
        signIn("ann");
        browser.shows("Allow access?").press("Allow");
        isReady();
        assertThat(asks("Patient/" + WORLD.ann).path("id").asText()).isEqualTo(WORLD.ann);
    }
}
