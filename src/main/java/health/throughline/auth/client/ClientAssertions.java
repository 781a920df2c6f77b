package health.throughline.auth.client;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import health.throughline.auth.site.PublicUrls;
import health.throughline.fhir.remote.OutgoingRefused;
import health.throughline.store.auth.HandleTable;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks the signed assertions by which asymmetric clients prove who they are.
 *
 * @see <a href="https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html">SMART 2.2, asymmetric</a>
 */
public final class ClientAssertions {

    /** The one type of assertion there is. */
    public static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final Map<JWSAlgorithm, Class<? extends JWK>> ALGORITHMS =
            Map.of(JWSAlgorithm.RS384, RSAKey.class, JWSAlgorithm.ES384, ECKey.class);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int JTI = 255;
    private static final int LENGTH = 16_384;
    private static final int WEAK_BITS = 2048;

    private final ClientRegistrations clients;
    private final KeySets keys;
    private final HandleTable used;
    private final PublicUrls urls;

    public ClientAssertions(ClientRegistrations clients, KeySets keys, HandleTable used, PublicUrls urls) {
        this.clients = clients;
        this.keys = keys;
        this.used = used;
        this.urls = urls;
    }

    /** Who says so, unproven; empty when the text is no assertion. */
    static Optional<String> issuer(String assertion) {
        try {
            return assertion.length() > LENGTH
                    ? Optional.empty()
                    : Optional.ofNullable(
                            SignedJWT.parse(assertion).getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** The client that the assertion proves; empty when it proves none. Each is taken once. */
    Optional<Client> proven(String assertion) {
        try {
            SignedJWT jwt = SignedJWT.parse(assertion);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Optional<Client> client = Optional.ofNullable(claims.getIssuer())
                    .flatMap(clients::enabled)
                    .filter(one -> one.terms().kind() == ClientKind.ASYMMETRIC)
                    .filter(one -> holds(one, claims, Instant.now()))
                    .filter(one -> signed(one, jwt));
            return client.filter(one -> used.firstUse(one.id(), claims.getJWTID(), LONGEST.plus(SKEW.multipliedBy(2))));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private boolean holds(Client client, JWTClaimsSet claims, Instant now) {
        Date expires = claims.getExpirationTime();
        String jti = claims.getJWTID();
        return client.id().equals(claims.getSubject())
                && claims.getAudience().equals(List.of(urls.token()))
                && expires != null
                && expires.toInstant().isAfter(now.minus(SKEW))
                && expires.toInstant().isBefore(now.plus(LONGEST).plus(SKEW))
                && notLaterThan(claims.getNotBeforeTime(), now)
                && notLaterThan(claims.getIssueTime(), now)
                && jti != null
                && !jti.isEmpty()
                && jti.length() <= JTI;
    }

    private static boolean notLaterThan(@Nullable Date time, Instant now) {
        return time == null || time.toInstant().isBefore(now.plus(SKEW));
    }

    private boolean signed(Client client, SignedJWT jwt) {
        JWSHeader header = jwt.getHeader();
        Class<? extends JWK> type = ALGORITHMS.get(header.getAlgorithm());
        JOSEObjectType typ = header.getType();
        URI jku = header.getJWKURL();
        boolean plain = type != null
                && header.getKeyID() != null
                && (typ == null || JOSEObjectType.JWT.equals(typ))
                && (jku == null || jku.toString().equals(client.terms().jwksUrl()))
                && header.getX509CertURL() == null
                && (header.getCriticalParams() == null
                        || header.getCriticalParams().isEmpty());
        try {
            return plain && type != null && jwt.verify(verifier(key(client, header.getKeyID(), type)));
        } catch (JOSEException | ParseException | OutgoingRefused | IllegalArgumentException e) {
            return false;
        }
    }

    /** The one key of that id and type; two are as bad as none. */
    private JWK key(Client client, String kid, Class<? extends JWK> type) throws ParseException {
        String url = client.terms().jwksUrl();
        JWKSet set = url.isEmpty() ? JWKSet.parse(client.terms().jwks()) : keys.at(url, kid);
        List<JWK> fitting = set.getKeys().stream()
                .filter(key -> kid.equals(key.getKeyID()))
                .filter(type::isInstance)
                .filter(key -> key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                .toList();
        if (fitting.size() != 1) {
            throw new IllegalArgumentException("There is no key of this id, or more than one");
        }
        return fitting.get(0);
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        if (key instanceof RSAKey rsa && rsa.size() >= WEAK_BITS) {
            return new RSASSAVerifier(rsa.toRSAPublicKey());
        }
        if (key instanceof ECKey ec) {
            return new ECDSAVerifier(ec.toECPublicKey());
        }
        throw new IllegalArgumentException("The key is too short");
    }
}
