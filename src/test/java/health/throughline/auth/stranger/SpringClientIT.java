package health.throughline.auth.stranger;

import static health.throughline.auth.SmartWorld.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import health.throughline.auth.Browser;
import health.throughline.auth.SmartWorld;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import health.throughline.testing.AccountServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/**
 * Spring Security's client finds the server by its issuer, signs a user in and checks the id token.
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html">OpenID Connect Core</a>
 */
class SpringClientIT {

    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
    private static final Pattern ONWARD = Pattern.compile("content=\"0;url=([^\"]+)\"");

    private static ClientRegistration registration() {
        var app = WORLD.clients()
                .create(ClientDraft.of(
                        "Portal",
                        ClientKind.SYMMETRIC,
                        List.of(SmartWorld.REDIRECT),
                        List.of("openid", "fhirUser", "profile", "launch/patient", "patient/*.rs")));
        return org.springframework.security.oauth2.client.registration.ClientRegistrations.fromIssuerLocation(
                        WORLD.issuer)
                .registrationId("throughline")
                .clientId(app.client().id())
                .clientSecret(Objects.requireNonNull(app.secret()))
                .redirectUri(SmartWorld.REDIRECT)
                .scope("openid", "fhirUser", "profile", "launch/patient", "patient/*.rs")
                .build();
    }

    private static OAuth2AuthorizationRequest request(ClientRegistration registration) {
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(
                new InMemoryClientRegistrationRepository(registration), "/oauth2/authorization");
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce()
                .andThen(builder -> builder.additionalParameters(all -> all.put("aud", WORLD.fhir))));
        var request = new MockHttpServletRequest("GET", "/oauth2/authorization/throughline");
        return Objects.requireNonNull(resolver.resolve(request, "throughline"));
    }

    /** Signs in on the page itself and follows it back to the request; the answer there. */
    private static HttpResponse<String> signedIn(Browser browser, String url) {
        Records.password("ann");
        assertThat(Browser.location(browser.get(url))).isEqualTo("/login");
        String token = found(FORM_TOKEN, browser.get("/login").body());
        Map<String, String> form = Map.of("_csrf", token, "username", "ann", "password", AccountServer.PASSWORD);
        HttpResponse<String> onward = browser.post("/login", form);
        assertThat(onward.statusCode()).isEqualTo(200);
        return browser.get(found(ONWARD, onward.body()));
    }

    private static String found(Pattern pattern, String page) {
        Matcher matcher = pattern.matcher(page);
        assertThat(matcher.find()).as(page).isTrue();
        return matcher.group(1).replace("&amp;", "&");
    }

    @Test
    void a_user_signs_in_there_and_is_known_here() {
        ClientRegistration registration = registration();
        assertThat(registration.getProviderDetails().getJwkSetUri()).startsWith(WORLD.issuer);
        OAuth2AuthorizationRequest request = request(registration);
        Browser browser = WORLD.browser();
        HttpResponse<String> consent = signedIn(browser, request.getAuthorizationRequestUri());
        assertThat(Browser.location(consent)).startsWith("/oauth2/consent");
        Map<String, String> back =
                WORLD.approve(browser, Browser.query(request.getAuthorizationRequestUri()), WORLD.ann);
        var response = OAuth2AuthorizationResponse.success(back.get("code"))
                .redirectUri(SmartWorld.REDIRECT)
                .state(back.get("state"))
                .build();
        var provider = new OidcAuthorizationCodeAuthenticationProvider(
                new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService());
        var login = (OAuth2LoginAuthenticationToken) provider.authenticate(
                new OAuth2LoginAuthenticationToken(registration, new OAuth2AuthorizationExchange(request, response)));
        OidcUser user = (OidcUser) Objects.requireNonNull(login).getPrincipal();
        assertThat(user.getSubject()).isEqualTo(WORLD.subject("ann"));
        assertThat(user.getIssuer()).hasToString(WORLD.issuer);
        assertThat(user.getClaimAsString("fhirUser")).isEqualTo(WORLD.fhir + "/Patient/" + WORLD.ann);
        assertThat(user.getUserInfo().getSubject()).isEqualTo(user.getSubject());
        assertThat(WORLD.fhir("/Patient/" + WORLD.ann, login.getAccessToken().getTokenValue())
                        .statusCode())
                .isEqualTo(200);
    }
}
