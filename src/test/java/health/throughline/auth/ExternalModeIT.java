package health.throughline.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import health.throughline.testing.OwnServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Group A2 of the catalogue and what is right, for tokens of another authorization server. */
class ExternalModeIT {

    private static final String ISSUER = "https://issuer.example";
    private static final KeyHost KEYS = new KeyHost();
    private static final KeyHost INTROSPECTION = new KeyHost();
    private static RSAKey key;
    private static OwnServer server;

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        KEYS.says(new JWKSet(key).toPublicJWKSet().toString(), "max-age=60");
        server = OwnServer.start(
                "--throughline.auth.mode=external",
                "--throughline.outgoing.plain-loopback=true",
                "--throughline.outgoing.allow=127.0.0.1",
                "--throughline.external.issuer=" + ISSUER,
                "--throughline.external.jwks-url=" + KEYS.url(),
                "--throughline.external.introspection-url=" + INTROSPECTION.url(),
                "--throughline.external.client-id=record");
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(server.base())
                .subject("s")
                .jwtID("j")
                .claim("client_id", "app")
                .claim("scope", "patient/*.rs")
                .claim("patient", "p1")
                .claim("fhirUser", server.base() + "/Patient/p1")
                .expirationTime(Date.from(Instant.now().plusSeconds(300)));
    }

    private static String signed(JWTClaimsSet claims, String type) throws Exception {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("k")
                        .type(new JOSEObjectType(type))
                        .build(),
                claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    private static int status(String token) {
        return new Browser(server.root())
                .send(HttpRequest.newBuilder(URI.create(server.base() + "/Observation"))
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .statusCode();
    }

    @Test
    void a_token_of_the_issuer_for_this_server_is_taken() throws Exception {
        assertThat(status(signed(claims().build(), "at+jwt"))).isEqualTo(200);
        assertThat(status(signed(
                        claims().claim("scope", null)
                                .claim("scp", List.of("patient/*.rs"))
                                .build(),
                        "at+jwt")))
                .isEqualTo(200);
    }

    @Test
    void A02_everything_else_is_refused() throws Exception {
        Date past = Date.from(Instant.now().minusSeconds(120));
        Date future = Date.from(Instant.now().plusSeconds(120));
        for (JWTClaimsSet wrong : List.of(
                claims().issuer("https://other.example").build(),
                claims().audience("https://other.example/fhir").build(),
                claims().audience("app").build(),
                claims().expirationTime(past).build(),
                claims().expirationTime(null).build(),
                claims().notBeforeTime(future).build(),
                claims().claim("client_id", null).build(),
                claims().claim("fhirUser", null).build(),
                claims().claim("fhirUser", null)
                        .claim("scope", "system/*.cruds")
                        .build(),
                claims().claim("fhirUser", "Practitioner/stranger").build())) {
            assertThat(status(signed(wrong, "at+jwt"))).as(wrong.toString()).isEqualTo(401);
        }
        assertThat(status(signed(claims().build(), "JWT"))).isEqualTo(401);
        assertThat(status(new PlainJWT(claims().build()).serialize())).isEqualTo(401);
        SignedJWT foreign = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("k")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                claims().build());
        foreign.sign(new RSASSASigner(new RSAKeyGenerator(2048).generate()));
        assertThat(status(foreign.serialize())).isEqualTo(401);
    }

    @Test
    void an_opaque_token_is_introspected() {
        INTROSPECTION.says(
                "{\"active\":true,\"client_id\":\"app\",\"scope\":\"patient/*.rs\",\"patient\":\"p1\",\"sub\":\"s\","
                        + "\"fhirUser\":\"Patient/p1\",\"iss\":\"" + ISSUER + "\"}",
                "no-store");
        assertThat(status("opaque-1")).isEqualTo(200);
        INTROSPECTION.says("{\"active\":false}", "no-store");
        assertThat(status("opaque-2")).isEqualTo(401);
        INTROSPECTION.says("{\"active\":\"true\"}", "no-store");
        assertThat(status("opaque-3")).isEqualTo(401);
    }

    @Test
    void this_server_gives_out_no_tokens_then() {
        Browser browser = new Browser(server.root());
        assertThat(browser.get("/oauth2/authorize?client_id=x").statusCode()).isIn(401, 403, 404);
        assertThat(browser.post("/oauth2/token", java.util.Map.of("grant_type", "x"))
                        .statusCode())
                .isIn(401, 403, 404);
    }
}
