package health.throughline.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An OpenID provider that says of users what a test wants. */
public final class IdentityProviderStub {

    public static final String CLIENT = "throughline-at-idp";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private final RSAKey key = key();

    public IdentityProviderStub() {
        server.start();
        server.stubFor(get("/.well-known/openid-configuration")
                .willReturn(okJson("{\"issuer\":\"" + issuer() + "\",\"authorization_endpoint\":\"" + issuer()
                        + "/authorize\",\"token_endpoint\":\"" + issuer() + "/token\",\"jwks_uri\":\"" + issuer()
                        + "/keys\",\"response_types_supported\":[\"code\"],\"subject_types_supported\":[\"public\"],"
                        + "\"id_token_signing_alg_values_supported\":[\"RS256\"]}")));
        server.stubFor(get("/keys").willReturn(okJson(new JWKSet(key.toPublicJWK()).toString())));
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("one").generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public String issuer() {
        return "http://localhost:" + server.port();
    }

    public void stop() {
        server.stop();
    }

    /**
     * Plays the user's part: from the redirect to the provider to the address that the browser is sent back to.
     *
     * @param claims of the id token beside those that it always has; they may replace those
     */
    public String signedIn(String redirect, Map<String, Object> claims) {
        JWTClaimsSet.Builder token = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .subject("user-1")
                .claim("nonce", parameter(redirect, "nonce"))
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
        claims.forEach(token::claim);
        server.stubFor(post("/token")
                .willReturn(
                        okJson("{\"access_token\":\"a\",\"token_type\":\"Bearer\",\"expires_in\":300,\"id_token\":\""
                                + signed(token.build()) + "\"}")));
        return parameter(redirect, "redirect_uri") + "?code=c&state=" + encodedState(redirect);
    }

    public void refuseTokens() {
        server.stubFor(
                post("/token").willReturn(aResponse().withStatus(400).withBody("{\"error\":\"invalid_grant\"}")));
    }

    public static String encodedState(String redirect) {
        return java.net.URLEncoder.encode(parameter(redirect, "state"), StandardCharsets.UTF_8);
    }

    private String signed(JWTClaimsSet claims) {
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    public static String parameter(String url, String name) {
        Matcher found = Pattern.compile("[?&]" + name + "=([^&]*)").matcher(url);
        if (!found.find()) {
            throw new AssertionError(name + " is not in " + url);
        }
        return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }
}
