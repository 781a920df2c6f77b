package health.throughline.auth.stranger;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static health.throughline.auth.SmartWorld.WORLD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import health.throughline.auth.SmartWorld;
import health.throughline.auth.client.ClientDraft;
import health.throughline.auth.client.ClientKind;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.io.Serializer;
import io.jsonwebtoken.jackson.io.JacksonSerializer;
import io.jsonwebtoken.security.JwkSet;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PrivateJwk;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Backend services whose keys and assertions are made by JJWT.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/backend-services.html">SMART 2.2, backend services</a>
 */
class BackendKeysIT {

    private static final WireMockServer HOST = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    static {
        HOST.start();
    }

    @AfterAll
    static void stop() {
        HOST.stop();
    }

    private static PrivateJwk<?, ?, ?> rsa(String id) {
        KeyPair pair = Jwts.SIG.RS384.keyPair().build();
        return Jwks.builder()
                .key((RSAPrivateKey) pair.getPrivate())
                .publicKey((RSAPublicKey) pair.getPublic())
                .id(id)
                .build();
    }

    private static PrivateJwk<?, ?, ?> elliptic(String id) {
        KeyPair pair = Jwts.SIG.ES384.keyPair().build();
        return Jwks.builder()
                .key((ECPrivateKey) pair.getPrivate())
                .publicKey((ECPublicKey) pair.getPublic())
                .id(id)
                .build();
    }

    private static String set(PrivateJwk<?, ?, ?>... keys) {
        var set = Jwks.set();
        for (PrivateJwk<?, ?, ?> key : keys) {
            set.add(key.toPublicJwk());
        }
        JwkSet built = set.build();
        Serializer<Map<String, ?>> json = new JacksonSerializer<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.serialize(built, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String published(String path, PrivateJwk<?, ?, ?>... keys) {
        HOST.stubFor(get(path).willReturn(okJson(set(keys)).withHeader("Cache-Control", "no-cache")));
        return "http://127.0.0.1:" + HOST.port() + path;
    }

    private static String service(String url, String keys) {
        ClientDraft draft = ClientDraft.of(
                        "Warehouse", ClientKind.ASYMMETRIC, List.of(), List.of("system/Observation.rs"))
                .withKeys(url, keys);
        return WORLD.clients().create(draft).client().id();
    }

    private static String assertion(String client, PrivateJwk<?, ?, ?> key) {
        return Jwts.builder()
                .header()
                .type("JWT")
                .keyId(key.getId())
                .and()
                .issuer(client)
                .subject(client)
                .audience()
                .single(WORLD.issuer + "/oauth2/token")
                .expiration(Date.from(Instant.now().plusSeconds(240)))
                .id(UUID.randomUUID().toString())
                .signWith(
                        key.toKey(),
                        key instanceof io.jsonwebtoken.security.RsaPrivateJwk ? Jwts.SIG.RS384 : Jwts.SIG.ES384)
                .compact();
    }

    private static HttpResponse<String> token(String assertion) {
        return WORLD.token(Map.of(
                "grant_type",
                "client_credentials",
                "scope",
                "system/Observation.rs",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                assertion));
    }

    private static void reads(String client, PrivateJwk<?, ?, ?> key) {
        String pulse = Records.pulse(WORLD.ann, 66);
        HttpResponse<String> answer = token(assertion(client, key));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String token = SmartWorld.json(answer).path("access_token").asText();
        JsonNode found = SmartWorld.json(WORLD.fhir("/Observation?_id=" + pulse, token));
        assertThat(found.path("entry").path(0).path("resource").path("id").asText())
                .isEqualTo(pulse);
        assertThat(WORLD.fhir("/Patient/" + WORLD.ann, token).statusCode()).isEqualTo(403);
    }

    @Test
    void a_service_whose_rsa_key_is_registered_reads() {
        PrivateJwk<?, ?, ?> key = rsa("rsa-inline");
        reads(service("", set(key)), key);
    }

    @Test
    void a_service_whose_elliptic_key_is_registered_reads() {
        PrivateJwk<?, ?, ?> key = elliptic("ec-inline");
        reads(service("", set(key)), key);
    }

    @Test
    void a_service_whose_rsa_key_is_at_a_url_reads() {
        PrivateJwk<?, ?, ?> key = rsa("rsa-hosted");
        reads(service(published("/rsa", key, elliptic("other")), ""), key);
    }

    @Test
    void a_service_whose_elliptic_key_is_at_a_url_reads() {
        PrivateJwk<?, ?, ?> key = elliptic("ec-hosted");
        reads(service(published("/ec", rsa("other"), key), ""), key);
    }

    @Test
    void a_service_that_changes_its_key_at_the_url_goes_on() {
        PrivateJwk<?, ?, ?> before = elliptic("before");
        PrivateJwk<?, ?, ?> after = elliptic("after");
        String client = service(published("/changing", before), "");
        reads(client, before);
        published("/changing", after);
        reads(client, after);
        assertThat(SmartWorld.error(token(assertion(client, before)))).isEqualTo("invalid_client");
    }

    @Test
    void a_key_of_somebody_else_proves_nothing() {
        PrivateJwk<?, ?, ?> key = rsa("same");
        String client = service("", set(key));
        assertThat(SmartWorld.error(token(assertion(client, rsa("same"))))).isEqualTo("invalid_client");
    }
}
