package health.throughline.auth.attack;

import static health.throughline.auth.SmartWorld.WORLD;
import static health.throughline.auth.SmartWorld.error;
import static health.throughline.auth.SmartWorld.json;
import static health.throughline.auth.SmartWorld.plus;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import health.throughline.auth.KeyHost;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Groups A1, A4 and A9 of the catalogue: the signed assertions of backend services. */
class AssertionAttacksIT {

    private static final RSAKey RSA = rsa("rsa-1");
    private static final ECKey EC = ec("ec-1");
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static RSAKey rsa(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID(kid).generate();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String set(JWK... keys) {
        return new JWKSet(List.of(keys)).toPublicJWKSet().toString();
    }

    private static String client(String url, String inline) {
        return WORLD.clients()
                .create(ClientDraft.of("Backend", ClientKind.ASYMMETRIC, List.of(), List.of("system/*.rs"))
                        .withKeys(url, inline))
                .client()
                .id();
    }

    private static JWTClaimsSet.Builder claims(String client) {
        return new JWTClaimsSet.Builder()
                .issuer(client)
                .subject(client)
                .audience(WORLD.issuer + "/oauth2/token")
                .jwtID(UUID.randomUUID().toString())
                .expirationTime(Date.from(Instant.now().plusSeconds(240)));
    }

    private static String signed(JWK key, JWTClaimsSet claims, UnaryOperator<JWSHeader.Builder> header) {
        boolean rsa = key instanceof RSAKey;
        JWSHeader.Builder builder = new JWSHeader.Builder(rsa ? JWSAlgorithm.RS384 : JWSAlgorithm.ES384)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID());
        try {
            SignedJWT jwt = new SignedJWT(header.apply(builder).build(), claims);
            jwt.sign(rsa ? new RSASSASigner((RSAKey) key) : new ECDSASigner((ECKey) key));
            return jwt.serialize();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWK key, JWTClaimsSet claims) {
        return signed(key, claims, UnaryOperator.identity());
    }

    private static Map<String, String> form(String assertion) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("scope", "system/*.rs");
        form.put("client_assertion_type", TYPE);
        form.put("client_assertion", assertion);
        return form;
    }

    private static HttpResponse<String> ask(String assertion) {
        return WORLD.token(form(assertion));
    }

    private static void refused(String assertion) {
        HttpResponse<String> answer = ask(assertion);
        assertThat(answer.statusCode()).as(answer.body()).isIn(400, 401);
        assertThat(error(answer)).isIn("invalid_client", "invalid_request");
    }

    @Test
    void both_algorithms_work_with_keys_given_or_at_a_url_and_without_client_id() {
        KeyHost host = new KeyHost().says(set(RSA, EC), "max-age=60");
        for (String client : List.of(client("", set(RSA, EC)), client(host.url(), ""))) {
            for (JWK key : List.of(RSA, EC)) {
                HttpResponse<String> answer = ask(signed(key, claims(client).build()));
                JsonNode token = json(answer);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(token.path("expires_in").asInt()).isBetween(200, 300);
                assertThat(token.path("scope").asText()).isEqualTo("system/*.rs");
                assertThat(token.has("refresh_token")).isFalse();
                assertThat(WORLD.fhir(
                                        "/Organization",
                                        token.path("access_token").asText())
                                .statusCode())
                        .isEqualTo(200);
            }
        }
        assertThat(host.calls()).isEqualTo(1);
    }

    @Test
    void A04_an_assertion_is_taken_once() {
        String client = client("", set(RSA));
        String assertion = signed(RSA, claims(client).build());
        assertThat(ask(assertion).statusCode()).isEqualTo(200);
        refused(assertion);
    }

    @Test
    void A04_an_assertion_must_be_short_lived_and_for_this_server() {
        String client = client("", set(RSA));
        Instant now = Instant.now();
        for (JWTClaimsSet wrong : List.of(
                claims(client).expirationTime(Date.from(now.plusSeconds(600))).build(),
                claims(client).expirationTime(Date.from(now.minusSeconds(120))).build(),
                claims(client).expirationTime(null).build(),
                claims(client).notBeforeTime(Date.from(now.plusSeconds(120))).build(),
                claims(client).issueTime(Date.from(now.plusSeconds(120))).build(),
                claims(client).jwtID(null).build(),
                claims(client).jwtID("x".repeat(300)).build(),
                claims(client).audience(WORLD.fhir).build(),
                claims(client).audience(WORLD.issuer).build(),
                claims(client)
                        .audience(List.of(WORLD.issuer + "/oauth2/token", "https://other.example"))
                        .build(),
                claims(client).audience((String) null).build(),
                claims(client).subject("other").build(),
                claims("unknown").build())) {
            refused(signed(RSA, wrong));
        }
    }

    @Test
    void A01_an_assertion_is_signed_by_the_registered_key_and_none_other() throws Exception {
        String client = client("", set(RSA));
        refused(new PlainJWT(claims(client).build()).serialize());
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(RSA.getKeyID()).build(),
                claims(client).build());
        mac.sign(new MACSigner(RSA.toRSAPublicKey().getEncoded()));
        refused(mac.serialize());
        refused(signed(rsa("rsa-1"), claims(client).build()));
        refused(signed(rsa("../../etc/passwd"), claims(client).build()));
        refused(signed(rsa("' OR '1'='1"), claims(client).build()));
        refused(signed(RSA, claims(client).build(), header -> header.keyID(null)));
        refused(signed(RSA, claims(client).build(), header -> header.type(new JOSEObjectType("at+jwt"))));
        KeyHost evil = new KeyHost().says(set(RSA), "max-age=60");
        refused(signed(RSA, claims(client).build(), header -> header.jwkURL(URI.create(evil.url()))));
        refused(signed(RSA, claims(client).build(), header -> header.x509CertURL(URI.create(evil.url()))));
        RSAKey own = rsa("own");
        refused(signed(own, claims(client).build(), header -> header.jwk(own.toPublicJWK())));
        assertThat(evil.calls()).isZero();
        SignedJWT rs256 = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(RSA.getKeyID()).build(),
                claims(client).build());
        rs256.sign(new RSASSASigner(RSA));
        refused(rs256.serialize());
    }

    @Test
    void A04_two_keys_of_one_id_are_as_bad_as_none_and_the_type_must_fit() {
        String twice = client(
                "", set(rsa("same"), new RSAKey.Builder(RSA).keyID("same").build()));
        refused(signed(
                new RSAKey.Builder(RSA).keyID("same").build(), claims(twice).build()));
        String mixed = client("", set(new RSAKey.Builder(RSA).keyID("ec-1").build()));
        refused(signed(EC, claims(mixed).build()));
        String both = client(
                "",
                set(
                        new RSAKey.Builder(RSA).keyID("k").build(),
                        new ECKey.Builder(EC).keyID("k").build()));
        assertThat(ask(signed(
                                new ECKey.Builder(EC).keyID("k").build(),
                                claims(both).build()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void A04_keys_that_were_replaced_do_not_work_any_longer_than_their_cache_control() {
        KeyHost host = new KeyHost().says(set(RSA), "no-store");
        String client = client(host.url(), "");
        assertThat(ask(signed(RSA, claims(client).build())).statusCode()).isEqualTo(200);
        host.says(set(EC), "no-store");
        refused(signed(RSA, claims(client).build()));
        assertThat(ask(signed(EC, claims(client).build())).statusCode()).isEqualTo(200);
    }

    @Test
    void A04_a_wrong_type_of_assertion_or_grant_is_a_bad_request() {
        String client = client("", set(RSA));
        HttpResponse<String> type =
                WORLD.token(plus(form(signed(RSA, claims(client).build())), "client_assertion_type", "not_a_type"));
        assertThat(type.statusCode()).isEqualTo(400);
        HttpResponse<String> grant =
                WORLD.token(plus(form(signed(RSA, claims(client).build())), "grant_type", "not_a_grant_type"));
        assertThat(grant.statusCode()).isEqualTo(400);
        assertThat(error(grant)).isEqualTo("unsupported_grant_type");
        assertThat(WORLD.token(plus(form(signed(RSA, claims(client).build())), "client_id", "other"))
                        .statusCode())
                .isEqualTo(401);
        refused("not.a.jwt");
        refused("");
    }

    @Test
    void A09_a_backend_gets_system_scopes_only_and_no_more_than_it_is_registered_for() {
        String client = client("", set(RSA));
        for (String scope :
                List.of("patient/*.rs", "user/*.rs", "openid", "", "system/*.rs patient/*.rs", "offline_access")) {
            HttpResponse<String> answer =
                    WORLD.token(plus(form(signed(RSA, claims(client).build())), "scope", scope));
            assertThat(answer.statusCode()).as(scope).isEqualTo(400);
            assertThat(error(answer)).as(scope).isEqualTo("invalid_scope");
        }
        JsonNode narrowed =
                json(WORLD.token(plus(form(signed(RSA, claims(client).build())), "scope", "system/Patient.cruds")));
        assertThat(narrowed.path("scope").asText()).isEqualTo("system/Patient.rs");
        String app = WORLD.publicApp();
        assertThat(WORLD.token(Map.of("grant_type", "client_credentials", "scope", "system/*.rs", "client_id", app))
                        .statusCode())
                .isEqualTo(400);
    }
}
